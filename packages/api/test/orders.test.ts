import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProduct, footprint, openApp, startApp, stockOf, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

function order(body: object, key?: string) {
  return api.app.inject({
    method: 'POST',
    url: '/orders',
    payload: body,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  })
}

test('an order takes its units from stock, and GET returns the same order', async () => {
  const product_id = await addProduct(api.db, 10, 1250)

  const placed = await order({ product_id, quantity: 3, buyer_id: 'user-123 ☃' })

  expect(placed.statusCode).toBe(201)
  const body = placed.json()
  expect(body).toEqual({
    id: expect.stringMatching(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    ),
    product_id,
    quantity: 3,
    buyer_id: 'user-123 ☃',
    status: 'CONFIRMED',
    unit_price_cents: 1250,
    total_cents: 3750,
    currency: 'USD',
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    expires_at: null,
    confirmed_at: body.created_at,
    cancelled_at: null,
    refunded_cents: 0,
    returned_units: 0,
    payment_reference: null,
  })
  expect(placed.headers.location).toBe(`/orders/${body.id}`)
  expect(await stockOf(api.db, product_id)).toBe(7)
  const read = await api.app.inject(`/orders/${body.id}`)
  expect([read.statusCode, read.json()]).toEqual([200, body])
})

test('an order beyond the stock is refused with requested and available, and leaves no trace', async () => {
  const product_id = await addProduct(api.db, 2)
  const before = await footprint(api.db)

  const refused = await order({ product_id, quantity: 3, buyer_id: 'u' }, 'refused-then-placed')

  expect(refused.statusCode).toBe(409)
  expect(refused.json()).toMatchObject({ code: 'OUT_OF_STOCK', requested: 3, available: 2 })
  expect(await footprint(api.db)).toEqual(before)

  // Its key can be used again.
  await sql`update products set stock = 3 where id = ${product_id}`.execute(api.db)
  const placed = await order({ product_id, quantity: 3, buyer_id: 'u' }, 'refused-then-placed')
  expect([placed.statusCode, placed.headers['idempotent-replayed']]).toEqual([201, undefined])
})

test('an unknown product is named', async () => {
  const refused = await order({ product_id: Number.MAX_SAFE_INTEGER, quantity: 1, buyer_id: 'u' })
  expect([refused.statusCode, refused.json().code]).toEqual([404, 'PRODUCT_NOT_FOUND'])
})

test('50 buyers race for 7 units: 7 orders, 43 refusals', async () => {
  const product_id = await addProduct(api.db, 7)

  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => order({ product_id, quantity: 1, buyer_id: `u${n}` })),
  )

  expect(answers.filter((answer) => answer.statusCode === 201)).toHaveLength(7)
  expect(answers.filter((answer) => answer.json().code === 'OUT_OF_STOCK')).toHaveLength(43)
  expect(await stockOf(api.db, product_id)).toBe(0)
})

test('one key sent 50 times at once for the last unit: 1 order, 50 equal answers', async () => {
  const product_id = await addProduct(api.db, 1)

  const answers = await Promise.all(
    Array.from({ length: 50 }, () => order({ product_id, quantity: 1, buyer_id: 'u' }, 'fifty')),
  )

  expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([201]))
  expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
  expect(answers.filter((answer) => !answer.headers['idempotent-replayed'])).toHaveLength(1)
  expect(await stockOf(api.db, product_id)).toBe(0)
})

test('one key sent for 2 products at once: 1 order, 1 refusal', async () => {
  const products = await Promise.all([addProduct(api.db, 50), addProduct(api.db, 50)])

  for (let round = 0; round < 20; round++) {
    const answers = await Promise.all(
      products.map((product_id) =>
        order({ product_id, quantity: 1, buyer_id: 'u' }, `round-${round}`),
      ),
    )
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 422])
  }
  const left = await Promise.all(products.map((id) => stockOf(api.db, id)))
  expect(left.reduce((sum, stock) => sum + stock)).toBe(80)
})

test('a replay returns the first order, also when its product is sold out', async () => {
  const product_id = await addProduct(api.db, 1)
  const body = { product_id, quantity: 1, buyer_id: 'u' }
  const first = await order(body, 'sold-out')

  const again = await order(body, 'sold-out')

  expect(again.statusCode).toBe(201)
  expect(again.json()).toEqual(first.json())
  expect(again.headers.location).toBe(first.headers.location)
  expect(again.headers['idempotent-replayed']).toBe('true')
})

test('a key with another body is refused, no matter which field differs', async () => {
  const product_id = await addProduct(api.db, 10)
  const body = { product_id, quantity: 1, buyer_id: 'u' }
  await order(body, 'reused')
  const before = await footprint(api.db)

  for (const change of [{ product_id: 1e9 }, { quantity: 2 }, { buyer_id: 'v' }]) {
    const refused = await order({ ...body, ...change }, 'reused')
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
  }
  expect(await footprint(api.db)).toEqual(before)
})

test.each([
  ['10^12 + 1 cents', '1000000000001', 1],
  ['a total of 1000 cents too much', '1000000001', 1000],
  ['a total beyond 64 bits', '9223372036854775807', 10_000],
])('%s cannot be ordered: the quantity is refused', async (_, price, quantity) => {
  const product_id = await addProduct(api.db, 10_000, price)
  const before = await footprint(api.db)

  const refused = await order({ product_id, quantity, buyer_id: 'u' })

  expect(refused.statusCode).toBe(400)
  expect(refused.json()).toMatchObject({
    code: 'VALIDATION',
    errors: [{ path: '/quantity', message: 'makes a total of more than 1000000000000 cents' }],
  })
  expect(await footprint(api.db)).toEqual(before)
})

test('a total of exactly 10^12 cents is placed', async () => {
  const product_id = await addProduct(api.db, 10_000, '100000000')
  const placed = await order({ product_id, quantity: 10_000, buyer_id: 'u' })
  expect(placed.body).toContain('"total_cents":1000000000000')
})

test('an order that waits too long for its product is 503 OVERLOADED with Retry-After', async () => {
  const product_id = await addProduct(api.db, 1)
  const impatient = await openApp(api.url, api.directory, { statementTimeoutMs: 200 })

  const answer = await api.db.transaction().execute(async (trx) => {
    await sql`select from products where id = ${product_id} for update`.execute(trx)
    const payload = { product_id, quantity: 1, buyer_id: 'u' }
    return impatient.app.inject({ method: 'POST', url: '/orders', payload })
  })
  await impatient.stop()

  expect([answer.statusCode, answer.json().code]).toEqual([503, 'OVERLOADED'])
  expect(answer.headers['retry-after']).toBe('1')
  expect(await stockOf(api.db, product_id)).toBe(1)
})
