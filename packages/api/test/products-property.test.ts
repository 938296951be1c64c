import { audit } from '@order-settlement/db/audit.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { injectWithRetry } from './inject-with-retry.ts'
import { openApp, startApp, type TestApp } from './start-app.ts'

let api: TestApp
let other: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  api = await startApp()
  other = await openApp(api.url, api.directory)
})
afterAll(async () => {
  await other.stop()
  await api.stop()
})

/** Index of a product of the sequence; most exist by the time they are asked for. */
const product = fc.nat(2)
const time = fc.constantFrom('2025-01-01T00:00:00Z', '2999-01-01T00:00:00Z', null)
const step = fc.oneof(
  fc.record({
    create: fc.record({ stock: fc.nat(20), max_per_buyer: fc.integer({ min: 1, max: 5 }) }),
  }),
  fc.record({ product, supply: fc.integer({ min: -10, max: 20 }) }),
  fc.record({ product, byHand: fc.integer({ min: -3, max: 5 }) }),
  fc.record({
    product,
    change: fc.oneof(
      fc.record({ price_cents: fc.nat(100) }),
      fc.record({ max_per_buyer: fc.option(fc.integer({ min: 1, max: 5 })) }),
      fc.record({ sale_starts_at: time }),
      fc.record({ sale_ends_at: time }),
      fc.record({ archived: fc.boolean() }),
    ),
  }),
  {
    weight: 6,
    arbitrary: fc.record({
      product,
      order: fc.record({
        quantity: fc.integer({ min: 1, max: 4 }),
        buyer_id: fc.constantFrom('ann', 'bob', 'cem'),
      }),
      key: fc.option(fc.nat(5)),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** Sends a step to one of two apis. @returns the status of the answer; 0 without one */
async function send(step: Step, ids: number[], run: number, n: number): Promise<number> {
  const app = n % 2 ? other : api
  if ('create' in step) {
    const payload = { name: 'P', merchant_id: 'm', price_cents: 5, ...step.create }
    const answer = await injectWithRetry(app, { method: 'POST', url: '/products', payload })
    ids.push(answer.json().id)
    return answer.statusCode
  }
  const id = ids[step.product]
  if (id === undefined) return 0
  const url = `/products/${id}`
  if ('supply' in step) {
    const payload = { delta: step.supply, reason: 'counted' }
    return (await injectWithRetry(app, { method: 'POST', url: `${url}/stock`, payload })).statusCode
  }
  if ('change' in step)
    return (await injectWithRetry(app, { method: 'PATCH', url, payload: step.change })).statusCode
  if ('byHand' in step) {
    await sql`update products set stock = greatest(stock + ${step.byHand}, 0) where id = ${id}`.execute(
      api.db,
    )
    return 0
  }
  const headers = step.key === null ? {} : { 'idempotency-key': `${run}-${id}-${step.key}` }
  const payload = { product_id: id, ...step.order }
  return (await injectWithRetry(app, { method: 'POST', url: '/orders', payload, headers }))
    .statusCode
}

test('any 60 steps at once of creates, supplies, changes and orders on two apis raise no alarm (40 sequences)', async () => {
  const seen = new Set<number>()
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      run += 1
      const ids: number[] = []
      for (const stock of [0, 5])
        await send({ create: { stock, max_per_buyer: 3 } }, ids, run, stock)
      const statuses = await Promise.all(steps.map((step, n) => send(step, ids, run, n)))
      for (const status of statuses) seen.add(status)
      expect(await audit(api.db)).toEqual({
        products: [],
        orders: [],
        refunds: [],
        transactions: [],
        settlements: [],
        closed_days: [],
      })
    }),
    { numRuns: 40 },
  )
  expect([...seen].toSorted()).toEqual([0, 200, 201, 400, 409, 422])
})
