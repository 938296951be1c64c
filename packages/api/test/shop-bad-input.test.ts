import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop, type Shop } from './shop.ts'
import { footprint } from './start-app.ts'

let shop: Shop
let product: number
/** Of 2 units for 2,000 cents, of which 500 cents and a unit are back. */
let sold: string
let held: string
let cancelled: string
beforeAll(async () => {
  shop = await openShop()
  await shop.send('PUT', '/merchants/shop', { name: 'Shop', currency: 'EUR' })
  product = await shop.addProduct({ max_per_buyer: 5 })
  sold = await shop.place(product, { quantity: 2 })
  await shop.refund(sold, { amount_cents: 500, return_units: 1 })
  held = await shop.place(product, { hold_seconds: 3600 })
  cancelled = await shop.place(product, { hold_seconds: 3600 })
  await shop.cancel(cancelled)
})
afterAll(async () => {
  await shop.expectRightBooks()
  await shop.stop()
})

/** Expects a problem document, sent for a request that has changed no row. */
async function refuse(send: () => ReturnType<Shop['send']>): Promise<Record<string, unknown>> {
  const before = await footprint(shop.db)
  const { statusCode, headers, json } = await send()
  expect(headers['content-type']).toMatch('application/problem+json')
  const problem = json()
  expect(problem).toMatchObject({
    status: statusCode,
    type: expect.stringMatching(/^\/problems\//),
  })
  expect(await footprint(shop.db)).toEqual(before)
  return problem
}

const fields: Record<string, [value: unknown, text: string][]> = {
  hold_seconds: [0, -1, 86_401, 1.5, '60', null, 2 ** 53].map((it) => [it, JSON.stringify(it)]),
  amount_cents: [-1, 0.5, '1', null, 2 ** 53].map((it) => [it, JSON.stringify(it)]),
  return_units: [-1, 0.5, '1', null, 10_001].map((it) => [it, JSON.stringify(it)]),
  text: [
    ['', 'nothing'],
    ['x'.repeat(256), '256 characters'],
    ['a\0b', 'a NUL'],
    ['\ud800', 'a lone surrogate'],
    [7, 'a number'],
  ],
}

describe.each([
  ['hold_seconds', 'hold_seconds', (body: object) => shop.order(product, body)],
  ['payment_reference', 'text', (body: object) => shop.order(product, body)],
  ['payment_reference', 'text', (body: object) => shop.confirm(held, body)],
  ['reason', 'text', (body: object) => shop.cancel(sold, body)],
  ['reason', 'text', (body: object) => shop.refund(sold, { amount_cents: 1, ...body })],
  ['amount_cents', 'amount_cents', (body: object) => shop.refund(sold, body)],
  [
    'return_units',
    'return_units',
    (body: object) => shop.refund(sold, { amount_cents: 1, ...body }),
  ],
])('%s of kind %s is refused by its name, and nothing changes', (name, kind, send) => {
  test.each((fields[kind] ?? []).map(([value, text]) => [text, value]))('%s', async (_, value) => {
    const problem = await refuse(() => send({ [name]: value }))
    expect(problem).toMatchObject({
      status: 400,
      code: 'VALIDATION',
      errors: [{ path: `/${name}`, message: expect.any(String) }],
    })
  })
})

test.each(['confirm', 'cancel', 'refund'] as const)(
  'a field that a %s does not have is refused by its name, and nothing changes',
  async (verb) => {
    const body = { ...(verb === 'refund' ? { amount_cents: 1 } : {}), quantity: 1 }
    const problem = await refuse(() => shop[verb](verb === 'confirm' ? held : sold, body))
    expect(problem).toMatchObject({ code: 'VALIDATION', errors: [{ path: '/quantity' }] })
  },
)

const past = '2025-01-01T00:00:00.000Z'

test.each<[string, () => ReturnType<Shop['send']>, object]>([
  [
    'a refund of one cent more than there is',
    () => shop.refund(sold, { amount_cents: 1501 }),
    { status: 409, code: 'REFUND_EXCEEDS_ORDER', refundable_cents: 1500 },
  ],
  [
    'the return of one unit more than the buyer has',
    () => shop.refund(sold, { amount_cents: 0, return_units: 2 }),
    { status: 409, code: 'RETURN_EXCEEDS_ORDER', returnable_units: 1 },
  ],
  [
    'a refund of nothing',
    () => shop.refund(sold, { amount_cents: 0 }),
    { status: 400, code: 'VALIDATION', errors: [{ path: '/amount_cents' }] },
  ],
  [
    'a refund of a hold',
    () => shop.refund(held, { amount_cents: 1 }),
    { status: 409, code: 'ORDER_NOT_CONFIRMED' },
  ],
  [
    'a confirm of a cancelled hold',
    () => shop.confirm(cancelled),
    { status: 409, code: 'ORDER_CANCELLED' },
  ],
  [
    'more units than the buyer may still have',
    () => shop.order(product, { quantity: 4 }),
    { status: 409, code: 'LIMIT_EXCEEDED', limit: 5, remaining: 3 },
  ],
  [
    'another currency after a sale',
    () => shop.send('PUT', '/merchants/shop', { name: 'Shop', currency: 'USD' }),
    { status: 409, code: 'CURRENCY_IN_USE', currency: 'EUR' },
  ],
  [
    'a correction below zero',
    () => shop.send('POST', `/products/${product}/stock`, { delta: -9, reason: 'r' }),
    { status: 409, code: 'STOCK_BELOW_ZERO', stock: 8 },
  ],
  [
    'a limit of no units',
    () => shop.send('PATCH', `/products/${product}`, { max_per_buyer: 0 }),
    { status: 400, code: 'VALIDATION', errors: [{ path: '/max_per_buyer' }] },
  ],
  [
    'a sale that ends before it starts',
    () =>
      shop.send('PATCH', `/products/${product}`, {
        name: 'Q',
        sale_starts_at: '2025-01-02T00:00:00Z',
        sale_ends_at: past,
      }),
    { status: 400, code: 'VALIDATION', errors: [{ path: '/sale_ends_at' }] },
  ],
])('%s is refused, says why, and nothing changes', async (_, send, problem) => {
  expect(await refuse(send)).toMatchObject(problem)
})

test('a total beyond the largest amount is refused by its quantity, and nothing changes', async () => {
  const dear = await shop.addProduct({ price_cents: 1e12 / 4, stock: 9007199254740991 })
  for (const quantity of [5, 10_000]) {
    const problem = await refuse(() => shop.order(dear, { quantity }))
    expect(problem).toMatchObject({ code: 'VALIDATION', errors: [{ path: '/quantity' }] })
  }
  expect((await shop.order(dear, { quantity: 4 })).json().total_cents).toBe(1e12)
})

test('a product of a merchant that nobody described sells in CURRENCY, which is then that of the merchant', async () => {
  const unknown = await shop.addProduct({ merchant_id: 'nobody' })
  expect((await shop.send('GET', `/products/${unknown}`)).json().currency).toBe('USD')
  const order = (await shop.order(unknown)).json()
  expect(order).toMatchObject({ status: 'CONFIRMED', currency: 'USD', total_cents: 1000 })
  expect(await shop.transactionsOf(order.id)).toEqual([['SALE', 1000, 0]])
  const terms = { name: 'Nobody', currency: 'EUR' }
  const problem = await refuse(() => shop.send('PUT', '/merchants/nobody', terms))
  expect(problem).toMatchObject({ code: 'CURRENCY_IN_USE', currency: 'USD' })
  expect((await shop.send('GET', '/merchants/nobody')).statusCode).toBe(404)
})
