import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, openShop, type Shop } from './shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  const terms = { name: 'Shop', currency: 'EUR', fee_basis_points: 250, fee_fixed_cents: 30 }
  await shop.send('PUT', '/merchants/keeps', terms)
  await shop.send('PUT', '/merchants/returns', { ...terms, refunds_return_fee: true })
})
afterAll(async () => {
  await shop.expectRightBooks()
  await shop.stop()
})

/** 3 units for 3,000 cents, with a fee of 105. */
async function sell(merchant_id = 'returns', more: object = {}) {
  const product = await shop.addProduct({ merchant_id, ...more })
  return { product, id: await shop.place(product, { quantity: 3 }) }
}

test('a refund is a transaction of its own, the sale stays, and units return only if the refund says so', async () => {
  const { product, id } = await sell('keeps')
  const { statusCode, json } = await shop.refund(id, { amount_cents: 1000, reason: 'damaged' })
  const { created_at, ...refund } = json()
  expect([statusCode, refund]).toEqual([
    201,
    { id: expect.any(String), order_id: id, amount_cents: 1000, fee_cents: 0, return_units: 0 },
  ])
  await shop.refund(id, { amount_cents: 500, return_units: 2 })
  expect(await shop.unitsOf(product)).toEqual([9, 0, 1])
  expect(await shop.read(id)).toMatchObject({
    status: 'CONFIRMED',
    refunded_cents: 1500,
    returned_units: 2,
  })
  expect(await shop.transactionsOf(id)).toEqual([
    ['SALE', 3000, 105],
    ['REFUND', -1000, 0],
    ['REFUND', -500, 0],
  ])
})

test('refunds in parts return the fee in parts, rounded down, and all of them exactly all of it', async () => {
  const { id } = await sell()
  for (const amount_cents of [20, 9, 29, 1000, 1942]) await shop.refund(id, { amount_cents })
  // 105 cents of fee for 3,000: 0.7, 1.015, 2.03, 37.03 and 105 in all.
  expect(await shop.transactionsOf(id)).toEqual([
    ['SALE', 3000, 105],
    ['REFUND', -20, 0],
    ['REFUND', -9, -1],
    ['REFUND', -29, -1],
    ['REFUND', -1000, -35],
    ['REFUND', -1942, -68],
  ])
})

test('a fee that a JSON number would round comes back as a string of digits', async () => {
  await shop.send('PUT', '/merchants/dear', {
    name: 'Dear',
    currency: 'EUR',
    fee_basis_points: 10_000,
    fee_fixed_cents: 1,
    refunds_return_fee: true,
  })
  // More than an order may cost today, as one of an earlier version may have.
  const total = Number.MAX_SAFE_INTEGER
  const product = await shop.addProduct({ merchant_id: 'dear' })
  const { rows } = await sql<{ id: string }>`
    with sold as (update products set stock = stock - 1, sold = sold + 1 where id = ${product} returning id)
    insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents)
    select id, 1, 'ann', ${total}, ${total} from sold returning id`.execute(shop.db)
  const { statusCode, json } = await shop.refund(String(rows[0]?.id), { amount_cents: total })
  expect(statusCode).toBe(201)
  expect(json()).toMatchObject({ amount_cents: total, fee_cents: '-9007199254740992' })
})

test('terms that change after the sale change no refund of it', async () => {
  await shop.send('PUT', '/merchants/changes', {
    name: 'C',
    fee_fixed_cents: 30,
    refunds_return_fee: true,
  })
  const { id } = await sell('changes')
  await shop.send('PUT', '/merchants/changes', { name: 'C', fee_fixed_cents: 90 })
  expect((await shop.refund(id, { amount_cents: 3000 })).json().fee_cents).toBe(-30)
})

test('a fee that is larger than the amount returns in proportion', async () => {
  const { id } = await sell('returns', { price_cents: 1 })
  expect((await shop.refund(id, { amount_cents: 1 })).json().fee_cents).toBe(-10)
  expect((await shop.refund(id, { amount_cents: 2 })).json().fee_cents).toBe(-20)
})

test('a free ticket is refunded 0, and its fee returns with its units', async () => {
  const { product, id } = await sell('returns', { price_cents: 0 })
  expect(codeOf(await shop.refund(id, { amount_cents: 0 }))).toBe('VALIDATION')
  expect((await shop.refund(id, { amount_cents: 0, return_units: 1 })).json().fee_cents).toBe(-10)
  await shop.cancel(id)
  expect(await shop.transactionsOf(id)).toEqual([
    ['SALE', 0, 30],
    ['REFUND', 0, -10],
    ['REFUND', 0, -20],
  ])
  expect(await shop.unitsOf(product)).toEqual([10, 0, 0])
})

test('one cent or one unit more than there is is refused with what is left, and changes nothing', async () => {
  const { product, id } = await sell()
  await shop.refund(id, { amount_cents: 1, return_units: 1 })
  expect((await shop.refund(id, { amount_cents: 3000 })).json()).toMatchObject({
    code: 'REFUND_EXCEEDS_ORDER',
    refundable_cents: 2999,
  })
  expect((await shop.refund(id, { amount_cents: 1, return_units: 3 })).json()).toMatchObject({
    code: 'RETURN_EXCEEDS_ORDER',
    returnable_units: 2,
  })
  expect(await shop.transactionsOf(id)).toHaveLength(2)
  expect(await shop.unitsOf(product)).toEqual([8, 0, 2])
})

test('what was never sold is not refunded, and a cancelled order has nothing left', async () => {
  const product = await shop.addProduct()
  const id = await shop.place(product, { hold_seconds: 60 })
  expect(codeOf(await shop.refund(id, { amount_cents: 1 }))).toBe('ORDER_NOT_CONFIRMED')
  await shop.letRunOut(id)
  expect(codeOf(await shop.refund(id, { amount_cents: 1 }))).toBe('ORDER_NOT_CONFIRMED')
  await shop.cancel(id)
  expect(codeOf(await shop.refund(id, { amount_cents: 1 }))).toBe('ORDER_NOT_CONFIRMED')

  const sold = await sell()
  await shop.cancel(sold.id)
  for (const more of [{ amount_cents: 1 }, { amount_cents: 0, return_units: 1 }]) {
    expect((await shop.refund(sold.id, more)).json()).toMatchObject({
      code: 'ORDER_NOT_CONFIRMED',
      detail: 'The order is cancelled: all of its money is refunded, and its units are back',
    })
  }
})

test('units return without money, before or after all of it is refunded, and no more than were sold', async () => {
  const { product, id } = await sell('keeps')
  const units = { amount_cents: 0, return_units: 1 }
  expect(codeOf(await shop.refund(id, units))).toBe(201)
  expect(codeOf(await shop.refund(id, { amount_cents: 3000 }))).toBe(201)
  expect(codeOf(await shop.refund(id, { amount_cents: 0, return_units: 2 }))).toBe(201)
  expect((await shop.refund(id, units)).json()).toMatchObject({
    code: 'RETURN_EXCEEDS_ORDER',
    returnable_units: 0,
  })
  expect((await shop.refund(id, { amount_cents: 1 })).json()).toMatchObject({
    code: 'REFUND_EXCEEDS_ORDER',
    refundable_cents: 0,
  })
  expect(await shop.read(id)).toMatchObject({ status: 'CONFIRMED', refunded_cents: 3000 })
  expect(await shop.unitsOf(product)).toEqual([10, 0, 0])
})

test('a sale that SQL has marked as cancelled can still be refunded, until nothing is left', async () => {
  const { id } = await sell('keeps')
  await sql`update orders set status = 'CANCELLED', cancelled_at = now() where id = ${id}`.execute(
    shop.db,
  )
  expect(codeOf(await shop.refund(id, { amount_cents: 3001 }))).toBe('REFUND_EXCEEDS_ORDER')
  expect(codeOf(await shop.refund(id, { amount_cents: 3000, return_units: 3 }))).toBe(201)
  expect(codeOf(await shop.refund(id, { amount_cents: 1 }))).toBe('ORDER_NOT_CONFIRMED')
})

test('to cancel a sale refunds what is not refunded yet, and returns the units that have not returned', async () => {
  const { product, id } = await sell()
  await shop.refund(id, { amount_cents: 2000, return_units: 1 })
  const cancelled = (await shop.cancel(id, { reason: 'recalled' })).json()
  expect(cancelled).toMatchObject({ status: 'CANCELLED', refunded_cents: 3000, returned_units: 3 })
  expect((await shop.cancel(id)).json()).toEqual(cancelled)
  expect(await shop.transactionsOf(id)).toEqual([
    ['SALE', 3000, 105],
    ['REFUND', -2000, -70],
    ['REFUND', -1000, -35],
  ])
  expect(await shop.unitsOf(product)).toEqual([10, 0, 0])
})

test.each(['refund', 'cancel'] as const)(
  'units that return by a %s are sold at once on a product that was just refused as sold out',
  async (how) => {
    const { product, id } = await sell('returns', { stock: 3, max_per_buyer: 3 })
    // Several times, so that both apis remember it.
    for (let n = 0; n < 4; n += 1)
      expect(codeOf(await shop.order(product, { buyer_id: 'bob' }))).toBe('OUT_OF_STOCK')
    if (how === 'cancel') await shop.cancel(id)
    else await shop.refund(id, { amount_cents: 1000, return_units: 1 })
    expect(codeOf(await shop.order(product, { buyer_id: 'bob' }))).toBe(201)
    // Returned units do not count to the buyer's limit.
    await shop.send('POST', `/products/${product}/stock`, { delta: 3, reason: 'more' })
    expect(codeOf(await shop.order(product))).toBe(201)
  },
)

test('a refund sent again with its key is one refund; 3 pages of them are the newest first', async () => {
  const { id } = await sell()
  const body = { amount_cents: 10, return_units: 1 }
  const first = await shop.refund(id, body, 'refund')
  const again = await shop.refund(id, body, 'refund')
  expect([again.statusCode, again.json(), again.headers['idempotent-replayed']]).toEqual([
    201,
    first.json(),
    'true',
  ])
  expect(codeOf(await shop.refund(id, { amount_cents: 11 }, 'refund'))).toBe(
    'IDEMPOTENCY_KEY_REUSED',
  )
  await shop.refund(id, { amount_cents: 20 })
  await shop.refund(id, { amount_cents: 30 })
  const amounts: number[] = []
  for (let cursor = '', page = 0; page < 3; page += 1) {
    const { refunds, next_cursor } = (
      await shop.send('GET', `/orders/${id}/refunds?limit=1${cursor}`)
    ).json()
    amounts.push(...refunds.map(({ amount_cents }: { amount_cents: number }) => amount_cents))
    cursor = `&cursor=${next_cursor}`
    expect(next_cursor === null).toBe(page === 2)
  }
  expect(amounts).toEqual([30, 20, 10])
})

test('an order from before sales were transactions is refunded all the same, without a fee', async () => {
  const { id } = await sell()
  await sql`delete from transactions where order_id = ${id}`.execute(shop.db)
  await sql`update orders set confirmed_at = null, fee_cents = null, refunds_return_fee = null
    where id = ${id}`.execute(shop.db)
  const { confirmed_at, created_at } = await shop.read(id)
  expect(confirmed_at).toBe(created_at)
  expect((await shop.refund(id, { amount_cents: 1000 })).json().fee_cents).toBe(0)
  await shop.cancel(id)
  expect(await shop.transactionsOf(id)).toEqual([
    ['REFUND', -1000, 0],
    ['REFUND', -2000, 0],
  ])
})
