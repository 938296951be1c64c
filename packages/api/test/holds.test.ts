import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, openShop, type Shop } from './shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  const terms = { name: 'Shop', currency: 'EUR', fee_basis_points: 250, fee_fixed_cents: 30 }
  await shop.send('PUT', '/merchants/shop', terms)
})
afterAll(async () => {
  await shop.expectRightBooks()
  await shop.stop()
})

/** Rows of a table, with a condition. */
async function count(from: RawBuilder<unknown>): Promise<number> {
  return (await sql`select from ${from}`.execute(shop.db)).rows.length
}

test('an order without a hold is sold at once, in the currency of its merchant', async () => {
  const product = await shop.addProduct()
  const { json } = await shop.order(product, { quantity: 2, payment_reference: 'pay-1' })
  expect(json()).toMatchObject({
    status: 'CONFIRMED',
    currency: 'EUR',
    confirmed_at: json().created_at,
    expires_at: null,
    cancelled_at: null,
    refunded_cents: 0,
    returned_units: 0,
    payment_reference: 'pay-1',
  })
  expect(await shop.read(json().id)).toEqual(json())
  expect(await shop.transactionsOf(json().id)).toEqual([['SALE', 2000, 80]])
})

test.each([1, 86_400])('a hold of %i s takes its units and has no sale', async (hold_seconds) => {
  const product = await shop.addProduct()
  const { json } = await shop.order(product, { quantity: 2, hold_seconds })
  const { status, created_at, expires_at, confirmed_at } = json()
  expect([status, confirmed_at]).toEqual(['HELD', null])
  expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(hold_seconds * 1000)
  expect(await shop.unitsOf(product)).toEqual([8, 2, 0])
  expect(await shop.transactionsOf(json().id)).toEqual([])
})

test.each([0, 86_401, 1.5, '60', null])('hold_seconds of %j is refused', async (hold_seconds) => {
  expect(codeOf(await shop.order(1, { hold_seconds }))).toBe('VALIDATION')
})

test('a hold of 1 s runs out by itself, and its units are sold at once', async () => {
  const product = await shop.addProduct({ stock: 1 })
  const id = await shop.place(product, { hold_seconds: 1 })
  expect(codeOf(await shop.order(product))).toBe('OUT_OF_STOCK')
  // Only asked, never swept: the sold-out hint has to see it.
  await expect.poll(async () => (await shop.read(id)).status, { timeout: 5_000 }).toBe('EXPIRED')
  expect(await shop.unitsOf(product)).toEqual([1, 0, 0])
  expect(codeOf(await shop.order(product))).toBe(201)
  expect(await shop.unitsOf(product)).toEqual([0, 0, 1])
  expect(codeOf(await shop.confirm(id))).toBe('HOLD_EXPIRED')
})

test('a confirmed hold is sold at the price of the hold, with the fee of the terms now; again it is the same', async () => {
  const product = await shop.addProduct({ merchant_id: 'later' })
  const id = await shop.place(product, { quantity: 2, hold_seconds: 60, payment_reference: 'card' })
  await shop.send('PATCH', `/products/${product}`, { price_cents: 5 })
  await shop.send('PUT', '/merchants/later', { name: 'Later', currency: 'USD', fee_fixed_cents: 9 })
  const confirmed = (await shop.confirm(id, { payment_reference: 'charge' })).json()
  expect(confirmed).toMatchObject({
    status: 'CONFIRMED',
    total_cents: 2000,
    payment_reference: 'charge',
    confirmed_at: expect.any(String),
  })
  expect((await shop.confirm(id)).json()).toEqual(confirmed)
  expect(await shop.transactionsOf(id)).toEqual([['SALE', 2000, 9]])
  expect(await shop.unitsOf(product)).toEqual([8, 0, 2])
})

test('a hold that ran out is confirmed if its units are there, also after another order gave them back', async () => {
  const product = await shop.addProduct({ stock: 3 })
  const early = await shop.place(product, { hold_seconds: 60 })
  const late = await shop.place(product, { hold_seconds: 60 })
  await shop.letRunOut(early)
  expect(codeOf(await shop.confirm(early))).toBe(200)
  await shop.letRunOut(late)
  await shop.place(product)
  const { rows } = await shop.db.executeQuery<{ status: string }>(
    shop.db.selectFrom('orders').select('status').where('id', '=', late).compile(),
  )
  expect(rows).toEqual([{ status: 'EXPIRED' }])
  expect(codeOf(await shop.confirm(late))).toBe(200)
  expect(await shop.unitsOf(product)).toEqual([0, 0, 3])
})

test('a late confirm counts to the limit per buyer, a timely one does not count twice', async () => {
  const product = await shop.addProduct({ max_per_buyer: 1 })
  const timely = await shop.place(product, { hold_seconds: 60 })
  expect(codeOf(await shop.order(product))).toBe('LIMIT_EXCEEDED')
  expect(codeOf(await shop.confirm(timely))).toBe(200)

  const late = await shop.place(product, { buyer_id: 'bob', hold_seconds: 60 })
  await shop.letRunOut(late)
  await shop.place(product, { buyer_id: 'bob' })
  const refused = await shop.confirm(late)
  expect(refused.json()).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 1, remaining: 0 })
})

test('a confirm that waits until its hold has run out is late: the limit counts what others sold meanwhile', async () => {
  const product = await shop.addProduct({ max_per_buyer: 1 })
  const id = await shop.place(product, { hold_seconds: 1 })
  let confirm: ReturnType<Shop['confirm']> | undefined
  await shop.db.transaction().execute(async (trx) => {
    await sql`select from products where id = ${product} for update`.execute(trx)
    confirm = shop.confirm(id)
    await expect
      .poll(() =>
        count(sql`pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`),
      )
      .toBe(1)
    await expect
      .poll(() => count(sql`orders where id = ${id} and expires_at <= clock_timestamp()`), {
        timeout: 5_000,
      })
      .toBe(1)
    // The buyer orders again, which the hold does not keep it from any more.
    await sql`insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents)
      values (${product}, 1, 'ann', 1000, 1000)`.execute(trx)
    await sql`update products set stock = stock - 1, sold = sold + 1 where id = ${product}`.execute(
      trx,
    )
  })
  expect((await confirm)?.json()).toMatchObject({ code: 'LIMIT_EXCEEDED', remaining: 0 })
  expect(await shop.unitsOf(product)).toEqual([9, 0, 1])
})

test('the payment reference of the first confirm stays: the same one or none is answered, another is refused', async () => {
  const product = await shop.addProduct()
  const id = await shop.place(product, { hold_seconds: 60, payment_reference: 'card' })
  const confirmed = (await shop.confirm(id, { payment_reference: 'charge' })).json()
  expect((await shop.confirm(id)).json()).toEqual(confirmed)
  expect((await shop.confirm(id, { payment_reference: 'charge' })).json()).toEqual(confirmed)
  for (const payment_reference of ['card', 'second charge']) {
    const refused = await shop.confirm(id, { payment_reference }, 'other')
    expect([refused.statusCode, refused.json()]).toMatchObject([
      409,
      { code: 'ORDER_ALREADY_CONFIRMED', payment_reference: 'charge' },
    ])
  }
  expect(await shop.read(id)).toEqual(confirmed)
  // The refused requests have left their key.
  expect((await shop.confirm(id, {}, 'other')).json()).toEqual(confirmed)
})

test('an order that was confirmed without a payment reference keeps that of its hold, or none', async () => {
  const product = await shop.addProduct()
  const id = await shop.place(product, { hold_seconds: 60, payment_reference: 'card' })
  await shop.confirm(id)
  expect((await shop.confirm(id, { payment_reference: 'card' })).json().payment_reference).toBe(
    'card',
  )
  expect(codeOf(await shop.confirm(id, { payment_reference: 'charge' }))).toBe(
    'ORDER_ALREADY_CONFIRMED',
  )
  const sold = await shop.place(product)
  const refused = await shop.confirm(sold, { payment_reference: 'charge' })
  expect(refused.json()).toMatchObject({ code: 'ORDER_ALREADY_CONFIRMED', payment_reference: null })
})

test('a cancelled hold gives its units back once, and cannot be confirmed', async () => {
  const product = await shop.addProduct({ stock: 2 })
  const id = await shop.place(product, { quantity: 2, hold_seconds: 60 })
  expect(codeOf(await shop.order(product, { buyer_id: 'bob' }))).toBe('OUT_OF_STOCK')
  const cancelled = (await shop.cancel(id, { reason: 'too late' })).json()
  expect(cancelled).toMatchObject({ status: 'CANCELLED', cancelled_at: expect.any(String) })
  expect((await shop.cancel(id)).json()).toEqual(cancelled)
  expect(codeOf(await shop.confirm(id))).toBe('ORDER_CANCELLED')
  expect(await shop.unitsOf(product)).toEqual([2, 0, 0])
  expect(codeOf(await shop.order(product, { quantity: 2 }))).toBe(201)
})

test('a hold that ran out can be cancelled, before and after its units are given back', async () => {
  const product = await shop.addProduct({ stock: 2 })
  const ids = [
    await shop.place(product, { hold_seconds: 60 }),
    await shop.place(product, { hold_seconds: 60 }),
  ]
  for (const id of ids) await shop.letRunOut(id)
  expect((await shop.cancel(ids[0] ?? '')).json().status).toBe('CANCELLED')
  await shop.place(product)
  expect((await shop.cancel(ids[1] ?? '')).json().status).toBe('CANCELLED')
  expect(await shop.unitsOf(product)).toEqual([1, 0, 1])
})

test('lists have a hold that ran out as EXPIRED, whether or not its units are needed', async () => {
  const product = await shop.addProduct()
  const held = await shop.place(product, { hold_seconds: 60 })
  const lapsed = await shop.place(product, { hold_seconds: 60 })
  const sold = await shop.place(product)
  await shop.letRunOut(lapsed)
  const ids = { HELD: held, EXPIRED: lapsed, CONFIRMED: sold }
  for (const [status, id] of Object.entries(ids)) {
    const { orders } = (
      await shop.send('GET', `/orders?product_id=${product}&status=${status}`)
    ).json()
    expect(orders).toMatchObject([{ id, status }])
  }
})

test('a supply can take what holds that ran out gave back, and no more', async () => {
  const product = await shop.addProduct({ stock: 3 })
  await shop.letRunOut(await shop.place(product, { hold_seconds: 60 }))
  await shop.place(product, { hold_seconds: 60 })
  const supply = (delta: number) =>
    shop.send('POST', `/products/${product}/stock`, { delta, reason: 'counted' })
  expect((await supply(-3)).json()).toMatchObject({ code: 'STOCK_BELOW_ZERO', stock: 2 })
  expect((await supply(-2)).json()).toMatchObject({ stock: 0, held: 1 })
})

test('a supply cannot take the units of a hold that ran out while its order is locked', async () => {
  const product = await shop.addProduct({ stock: 1 })
  const id = await shop.place(product, { hold_seconds: 60 })
  await shop.letRunOut(id)
  const supply = () =>
    shop.send('POST', `/products/${product}/stock`, { delta: -1, reason: 'counted' })
  await shop.db.transaction().execute(async (trx) => {
    await sql`select from orders where id = ${id} for update`.execute(trx)
    const refused = await supply()
    expect([refused.statusCode, refused.json()]).toMatchObject([
      409,
      { code: 'STOCK_BELOW_ZERO', stock: 0 },
    ])
  })
  expect((await supply()).json()).toMatchObject({ stock: 0, held: 0 })
})

test('a free ticket is held and sold for 0, with the fixed fee', async () => {
  const product = await shop.addProduct({ price_cents: 0 })
  const id = await shop.place(product, { hold_seconds: 60 })
  await shop.confirm(id)
  expect(await shop.transactionsOf(id)).toEqual([['SALE', 0, 30]])
})

test('a live hold fixes the currency of its merchant; once it ran out and that has changed, it cannot be sold', async () => {
  const merchant = (currency: string) =>
    shop.send('PUT', '/merchants/moving', { name: 'M', currency })
  await merchant('USD')
  const id = await shop.place(await shop.addProduct({ merchant_id: 'moving' }), {
    hold_seconds: 60,
  })
  expect((await merchant('EUR')).json()).toMatchObject({ code: 'CURRENCY_IN_USE', currency: 'USD' })
  await shop.letRunOut(id)
  expect(codeOf(await merchant('EUR'))).toBe(200)
  expect(codeOf(await shop.confirm(id))).toBe('HOLD_EXPIRED')
})

test('the same key with the same body is one order, confirm or cancel; with another body it is refused', async () => {
  const product = await shop.addProduct()
  const body = { hold_seconds: 60, payment_reference: 'card' }
  const first = await shop.order(product, body, 'hold')
  const { id } = first.json()
  expect((await shop.order(product, body, 'hold')).json()).toEqual(first.json())
  for (const other of [{}, { hold_seconds: 61 }, { ...body, payment_reference: 'other' }])
    expect(codeOf(await shop.order(product, other, 'hold'))).toBe('IDEMPOTENCY_KEY_REUSED')

  const confirmed = await shop.confirm(id, { payment_reference: 'charge' }, 'confirm')
  expect((await shop.order(product, body, 'hold')).json()).toEqual(confirmed.json())
  const again = await shop.confirm(id, { payment_reference: 'charge' }, 'confirm')
  expect([again.json(), again.headers['idempotent-replayed']]).toEqual([confirmed.json(), 'true'])
  expect(codeOf(await shop.confirm(id, {}, 'confirm'))).toBe('IDEMPOTENCY_KEY_REUSED')
  expect(codeOf(await shop.cancel(id, {}, 'confirm'))).toBe('IDEMPOTENCY_KEY_REUSED')
  // A refused request leaves its key.
  expect(codeOf(await shop.refund(id, { amount_cents: 1001 }, 'cancel'))).toBe(
    'REFUND_EXCEEDS_ORDER',
  )
  expect(codeOf(await shop.cancel(id, {}, 'cancel'))).toBe(200)
})

test.each(['confirm', 'cancel', 'refunds'])(
  '%s with the same key and the id in upper case is the same request',
  async (action) => {
    const more = action === 'refunds' ? {} : { hold_seconds: 60 }
    const id = await shop.place(await shop.addProduct(), more)
    const body = action === 'refunds' ? { amount_cents: 1 } : {}
    const key = `upper-${action}`
    const first = await shop.send('POST', `/orders/${id}/${action}`, body, key)
    const again = await shop.send('POST', `/orders/${id.toUpperCase()}/${action}`, body, key)
    expect([again.json(), again.headers['idempotent-replayed']]).toEqual([first.json(), 'true'])
  },
)

test('an unknown order is 404 for each', async () => {
  const id = '00000000-0000-7000-8000-000000000000'
  const answers = [shop.confirm(id), shop.cancel(id), shop.refund(id, { amount_cents: 1 })]
  for (const answer of await Promise.all(answers)) expect(codeOf(answer)).toBe('ORDER_NOT_FOUND')
  expect(codeOf(await shop.send('GET', `/orders/${id}/refunds`))).toBe('ORDER_NOT_FOUND')
})
