import { audit } from '@order-settlement/db/audit.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openShop, type Shop } from './shop.ts'

vi.setConfig({ testTimeout: 120_000 })

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.stop())

/** Index of a product or of an order of the sequence; most exist by the time they are asked for. */
const product = fc.nat(2)
const order = fc.nat(9)
const quantity = fc.integer({ min: 1, max: 3 })
const key = fc.option(fc.nat(4))
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      product,
      quantity,
      buyer_id: fc.constantFrom('ann', 'bob'),
      hold_seconds: fc.option(fc.constantFrom(1, 60, 86_400)),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('confirm' as const), order, key }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), order, key }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('refund' as const),
      order,
      key,
      amount_cents: fc.nat(150),
      return_units: fc.nat(2),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('expire' as const), order }) },
  fc.record({
    kind: fc.constant('restock' as const),
    product,
    delta: fc.integer({ min: -2, max: 4 }),
  }),
  fc.record({ kind: fc.constant('price' as const), product, price_cents: fc.nat(100) }),
  fc.record({
    kind: fc.constant('terms' as const),
    fee_basis_points: fc.nat(10_000),
    fee_fixed_cents: fc.nat(200),
    refunds_return_fee: fc.boolean(),
  }),
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

interface Run {
  no: number
  merchant: string
  products: number[]
  orders: string[]
}

/** Sends a step to one of two apis. @returns the status of the answer; 0 without one */
async function send(run: Run, step: Step): Promise<number> {
  const { products, orders, merchant } = run
  if (step.kind === 'terms') {
    const { kind: _, ...terms } = step
    return (await shop.send('PUT', `/merchants/${merchant}`, { name: 'M', ...terms })).statusCode
  }
  if ('product' in step) {
    const id = products[step.product] ?? 0
    const { price_cents, delta } = { price_cents: 0, delta: 0, ...step }
    if (step.kind === 'price')
      return (await shop.send('PATCH', `/products/${id}`, { price_cents })).statusCode
    if (step.kind === 'restock')
      return (await shop.send('POST', `/products/${id}/stock`, { delta, reason: 'r' })).statusCode
    const { quantity, buyer_id, hold_seconds } = step
    const more = hold_seconds === null ? {} : { hold_seconds }
    const answer = await shop.order(id, { quantity, buyer_id, ...more })
    if (answer.statusCode === 201) orders.push(answer.json().id)
    return answer.statusCode
  }
  const id = orders[step.order]
  if (id === undefined) return 0
  if (step.kind === 'expire') {
    await sql`update orders set expires_at = now() where id = ${id} and status = 'HELD'`.execute(
      shop.db,
    )
    return 0
  }
  const scoped = step.key === null ? undefined : `${run.no}-${step.key}`
  if (step.kind === 'confirm') return (await shop.confirm(id, {}, scoped)).statusCode
  if (step.kind === 'cancel') return (await shop.cancel(id, {}, scoped)).statusCode
  const { amount_cents, return_units } = step
  return (await shop.refund(id, { amount_cents, return_units }, scoped)).statusCode
}

/** Of a merchant: what its orders sold less what they refunded, and its transactions, in cents. */
async function sumsOf(merchant: string): Promise<unknown> {
  const { rows } = await sql`
    select (
      select coalesce(sum(total_cents) - sum(refunded_cents), 0)::int from orders
      join products on products.id = product_id
      where merchant_id = ${merchant} and confirmed_at is not null
    ) as orders, (
      select coalesce(sum(amount_cents), 0)::int from transactions where merchant_id = ${merchant}
    ) as transactions`.execute(shop.db)
  return rows[0]
}

test('any 80 steps of orders, holds, expiries, confirms, cancels and refunds on two apis raise no alarm (60 sequences)', async () => {
  const seen = new Set<number>()
  let no = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 4, maxLength: 10 }),
      async (rounds) => {
        no += 1
        const merchant = `merchant-${no}`
        const run: Run = { no, merchant, products: [], orders: [] }
        for (const stock of [2, 5, 20])
          run.products.push(
            await shop.addProduct({
              merchant_id: merchant,
              price_cents: 33,
              stock,
              max_per_buyer: 6,
            }),
          )
        // Those of a round at once, so that they race for the orders of the rounds before.
        for (const steps of rounds) {
          const statuses = await Promise.all(steps.map((step) => send(run, step)))
          for (const status of statuses) seen.add(status)
        }
        expect(Object.values(await audit(shop.db)).flat()).toEqual([])
        const sums = await sumsOf(merchant)
        expect(sums).toEqual({ orders: expect.any(Number), transactions: Object(sums).orders })
        const { rows } = await sql`
          select product_id, buyer_id, units from products, lateral live_units(
            array[id, id], array['ann', 'bob']
          ) where units > max_per_buyer`.execute(shop.db)
        expect(rows).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
  expect([...seen].toSorted()).toEqual([0, 200, 201, 400, 409, 422])
})
