import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { codeOf, openShop, type Shop } from './shop.ts'

vi.setConfig({ testTimeout: 120_000 })

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  const terms = {
    name: 'Shop',
    fee_basis_points: 250,
    fee_fixed_cents: 30,
    refunds_return_fee: true,
  }
  await shop.send('PUT', '/merchants/shop', terms)
})
afterAll(async () => {
  await shop.expectRightBooks()
  // A deadlock would be retried, and pass unnoticed.
  const { rows } = await sql`
    select deadlocks::int from pg_stat_database where datname = current_database()`.execute(shop.db)
  expect(rows).toEqual([{ deadlocks: 0 }])
  await shop.stop()
})

const hold = { quantity: 2, hold_seconds: 60 }
type Sent = ReturnType<Shop['confirm']>

/**
 * Sends both at once to two apis, 200 times, on a product with room for one order.
 *
 * @returns how often each pair of answers came, then the status and the transactions of the order
 */
async function race(order: object, send: (id: string, product: number) => [Sent, Sent]) {
  const outcomes: Record<string, number> = {}
  for (let round = 0; round < 200; round += 1) {
    const product = await shop.addProduct({ stock: 2 })
    const id = await shop.place(product, order)
    const answers = await Promise.all(send(id, product))
    const { status, refunded_cents, returned_units } = await shop.read(id)
    const kinds = (await shop.transactionsOf(id)).map((transaction) => String(transaction))
    const outcome = [
      answers.map(codeOf).join('/'),
      status,
      `${refunded_cents}/${returned_units}`,
      kinds.join(' '),
      (await shop.unitsOf(product)).join('/'),
    ].join(', ')
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  return outcomes
}

const sale = 'SALE,2000,80'

test('two confirms at once, 200 times: one sale', async () => {
  expect(await race(hold, (id) => [shop.confirm(id), shop.confirm(id)])).toEqual({
    [`200/200, CONFIRMED, 0/0, ${sale}, 0/0/2`]: 200,
  })
})

test('two cancels at once, 200 times: units and money return once', async () => {
  expect(await race(hold, (id) => [shop.cancel(id), shop.cancel(id)])).toEqual({
    '200/200, CANCELLED, 0/0, , 2/0/0': 200,
  })
  expect(await race({ quantity: 2 }, (id) => [shop.cancel(id), shop.cancel(id)])).toEqual({
    [`200/200, CANCELLED, 2000/2, ${sale} REFUND,-2000,-80, 2/0/0`]: 200,
  })
})

test('confirm against cancel, 200 times: refused, or sold and refunded', async () => {
  const outcomes = await race(hold, (id) => [shop.confirm(id), shop.cancel(id)])
  const refused = 'ORDER_CANCELLED/200, CANCELLED, 0/0, , 2/0/0'
  const sold = `200/200, CANCELLED, 2000/2, ${sale} REFUND,-2000,-80, 2/0/0`
  expect((outcomes[refused] ?? 0) + (outcomes[sold] ?? 0)).toBe(200)
})

test('refund against cancel, 200 times: refused, or both refund their part', async () => {
  const outcomes = await race({ quantity: 2 }, (id) => [
    shop.refund(id, { amount_cents: 500, return_units: 1 }),
    shop.cancel(id),
  ])
  const refused = `REFUND_EXCEEDS_ORDER/200, CANCELLED, 2000/2, ${sale} REFUND,-2000,-80, 2/0/0`
  const both = `201/200, CANCELLED, 2000/2, ${sale} REFUND,-500,-20 REFUND,-1500,-60, 2/0/0`
  expect((outcomes[refused] ?? 0) + (outcomes[both] ?? 0)).toBe(200)
})

test('expiry against confirm, 200 times: the units go to the late confirm or to the other order', async () => {
  const outcomes: Record<string, number> = {}
  for (let round = 0; round < 200; round += 1) {
    const product = await shop.addProduct({ stock: 2, max_per_buyer: 2 })
    const id = await shop.place(product, hold)
    await shop.letRunOut(id)
    const answers = await Promise.all([
      shop.confirm(id),
      shop.order(product, { quantity: 2, buyer_id: 'bob' }),
    ])
    const outcome = `${answers.map(codeOf).join('/')}, ${(await shop.unitsOf(product)).join('/')}`
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  const { '200/OUT_OF_STOCK, 0/0/2': confirmed = 0, 'HOLD_EXPIRED/201, 0/0/2': ordered = 0 } =
    outcomes
  expect([confirmed + ordered, outcomes]).toEqual([200, expect.anything()])
})

test('a late confirm against an order of the same buyer, 200 times: the limit holds', async () => {
  for (let round = 0; round < 200; round += 1) {
    const product = await shop.addProduct({ max_per_buyer: 1 })
    const id = await shop.place(product, { hold_seconds: 60 })
    await shop.letRunOut(id)
    const answers = await Promise.all([shop.confirm(id), shop.order(product)])
    expect(answers.map(codeOf)).toSatisfy((codes: unknown[]) =>
      ['200,LIMIT_EXCEEDED', 'LIMIT_EXCEEDED,201'].includes(String(codes)),
    )
    expect(await shop.unitsOf(product)).toEqual([9, 0, 1])
  }
})

test('two requests with one key at once, 200 times: one refund', async () => {
  const outcomes = await race({ quantity: 2 }, (id) => [
    shop.refund(id, { amount_cents: 5 }, id),
    shop.refund(id, { amount_cents: 5 }, id),
  ])
  expect(outcomes).toEqual({ [`201/201, CONFIRMED, 5/0, ${sale} REFUND,-5,0, 0/0/2`]: 200 })
})

test('a change of the currency against an order or a hold, 100 times each: all orders are in the currency of the merchant', async () => {
  for (let round = 0; round < 200; round += 1) {
    const id = `moving-${round}`
    const merchant = (currency: string) =>
      shop.send('PUT', `/merchants/${id}`, { name: 'M', currency })
    if (round % 4 < 2) await merchant('USD')
    const product = await shop.addProduct({ merchant_id: id })
    const more = round % 2 ? { hold_seconds: 60 } : {}
    const [changed, placed] = await Promise.all([merchant('EUR'), shop.order(product, more)])
    const { currency } = (await shop.send('GET', `/products/${product}`)).json()
    expect([200, 201, 409]).toContain(changed.statusCode)
    expect(placed.json()).toMatchObject({ currency })
  }
})

test('confirms, cancels and supplies beside merchants in another currency: nobody waits in a cycle', async () => {
  const product = await shop.addProduct({ stock: 1000 })
  const codes: unknown[] = []
  let settled = false
  async function buy(n: number): Promise<void> {
    while (!settled) {
      const id = await shop.place(product, { hold_seconds: 60 })
      codes.push(codeOf(n % 3 ? await shop.confirm(id) : await shop.cancel(id)))
    }
  }
  async function supply(): Promise<void> {
    while (!settled) {
      const more = { delta: 100, reason: 'more' }
      codes.push(codeOf(await shop.send('POST', `/products/${product}/stock`, more)))
    }
  }
  const others = [...Array.from({ length: 24 }, (_, n) => buy(n)), supply(), supply()]
  const described: unknown[] = []
  for (let n = 0; n < 20; n += 1) {
    const terms = { name: 'New', currency: 'EUR' }
    described.push(codeOf(await shop.send('PUT', `/merchants/new-${n}`, terms)))
  }
  settled = true
  await Promise.all(others)
  expect(described).toEqual(Array.from({ length: 20 }, () => 201))
  expect(new Set(codes)).toEqual(new Set([200]))
})
