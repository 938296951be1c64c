import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isProblem, ProblemError } from '../../problems/problem-error.ts'
import type { Order } from '../orders.schemas.ts'
import { allocate, type WantedOrder } from './allocate.ts'

const wantedOrder: fc.Arbitrary<WantedOrder> = fc.record({
  product_id: fc.integer({ min: 1, max: 4 }),
  quantity: fc.integer({ min: 1, max: 6 }),
  buyer_id: fc.constantFrom('ann', 'bob'),
  key: fc.option(fc.constantFrom('k1', 'k2', 'k3'), { nil: undefined }),
})
// Product 4 does not exist.
const stocks = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20))

function productsOf(stock: number[]) {
  return new Map(stock.map((units, i) => [i + 1, { price_cents: 100n, stock: BigInt(units) }]))
}

function sameBody(a: Omit<WantedOrder, 'key'>, b: WantedOrder): boolean {
  return a.product_id === b.product_id && a.quantity === b.quantity && a.buyer_id === b.buyer_id
}

/** The same rules for one order at a time, in plain numbers. */
function model(wanted: WantedOrder[], stock: number[], earlier: Map<string, Order>): string[] {
  const left = [...stock]
  const owners = new Map<string, { body: Omit<WantedOrder, 'key'>; name: string }>()
  for (const [key, order] of earlier) owners.set(key, { body: order, name: `earlier ${order.id}` })
  return wanted.map((order, index) => {
    const owner = order.key === undefined ? undefined : owners.get(order.key)
    if (owner) return sameBody(owner.body, order) ? owner.name : 'IDEMPOTENCY_KEY_REUSED'
    const units = left[order.product_id - 1]
    if (units === undefined) return 'PRODUCT_NOT_FOUND'
    if (units < order.quantity) return `OUT_OF_STOCK ${units}`
    left[order.product_id - 1] = units - order.quantity
    if (order.key !== undefined) owners.set(order.key, { body: order, name: `order ${index}` })
    return `order ${index}`
  })
}

/** What `allocate` decided, in the words of the model. */
function decide(wanted: WantedOrder[], stock: number[], earlier: Map<string, Order>) {
  const products = productsOf(stock)
  const { decisions, accepted } = allocate(wanted, products, earlier)
  const firstOf = new Map<number, number>()
  const words = decisions.map((decision, index) => {
    if (isProblem(decision, 'OUT_OF_STOCK')) {
      return `${decision.code} ${decision.members.available}`
    }
    if (decision instanceof ProblemError) return decision.code
    if (!('accepted' in decision)) return `earlier ${decision.order.id}`
    const first = firstOf.get(decision.accepted) ?? index
    firstOf.set(decision.accepted, first)
    const owner = accepted[decision.accepted]
    if (decision.duplicate && owner && !sameBody(owner, decision.duplicate))
      return 'IDEMPOTENCY_KEY_REUSED'
    return `order ${first}`
  })
  return { words, accepted, products }
}

const placedBefore = fc.array(fc.tuple(fc.constantFrom('k1', 'k2'), wantedOrder)).map(
  (entries) =>
    new Map(
      entries.map(([key, { product_id, quantity, buyer_id }]): [string, Order] => [
        key,
        {
          id: key,
          product_id,
          quantity,
          buyer_id,
          status: 'CONFIRMED',
          unit_price_cents: 100,
          total_cents: 100 * quantity,
          created_at: '2025-01-01T00:00:00.000Z',
        },
      ]),
    ),
)

test('a batch is allocated as its orders would be one after another (2,000 random batches)', () => {
  fc.assert(
    fc.property(
      fc.array(wantedOrder, { maxLength: 40 }),
      stocks,
      placedBefore,
      (wanted, stock, earlier) => {
        expect(decide(wanted, stock, earlier).words).toEqual(model(wanted, stock, earlier))
      },
    ),
    { numRuns: 2_000 },
  )
})

test('units left and units sold add up to the stock', () => {
  fc.assert(
    fc.property(fc.array(wantedOrder, { maxLength: 40 }), stocks, (wanted, stock) => {
      const { accepted, products } = decide(wanted, stock, new Map())
      for (const [id, product] of products) {
        const given = accepted
          .filter((order) => order.product_id === id)
          .reduce((units, order) => units + order.quantity, 0)
        expect(product.stock).toBeGreaterThanOrEqual(0n)
        expect(Number(product.stock) + given).toBe(stock[id - 1])
      }
    }),
  )
})

test('a total beyond 2^53 - 1 cents is refused at /quantity, and takes no stock', () => {
  const products = new Map([[1, { price_cents: 9_007_199_254_740_991n, stock: 10n }]])
  const order = { product_id: 1, buyer_id: 'ann', key: undefined }
  const { decisions } = allocate(
    [
      { ...order, quantity: 2 },
      { ...order, quantity: 1 },
    ],
    products,
    new Map(),
  )
  expect(decisions[0]).toMatchObject({
    code: 'VALIDATION',
    members: { errors: [{ path: '/quantity' }] },
  })
  expect(decisions[1]).toEqual({ accepted: 0 })
  expect(products.get(1)?.stock).toBe(9n)
})
