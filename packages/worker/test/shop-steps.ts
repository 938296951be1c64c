import type { Database } from '@order-settlement/db/tables.ts'
import fc from 'fast-check'
import { sql } from 'kysely'

/** Index of a product or of an order of the sequence; most exist by the time they are asked for. */
const product = fc.nat(3)
const order = fc.nat(9)
const key = fc.option(fc.nat(4))

/** A request to a shop, or a hold that runs out. */
export const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      product,
      key,
      quantity: fc.integer({ min: 1, max: 3 }),
      buyer_id: fc.constantFrom('ann', 'bob'),
      hold_seconds: fc.constantFrom(null, null, null, 1, 60, 86_400),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('confirm' as const), order, key }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), order, key }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('refund' as const),
      order,
      key,
      amount_cents: fc.nat(60),
      return_units: fc.nat(2),
    }),
  },
  fc.record({ kind: fc.constant('expire' as const), order }),
  fc.record({ kind: fc.constant('create' as const), stock: fc.nat(10) }),
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
export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

export interface Run {
  no: number
  /** Of two apis. */
  urls: [string, string]
  db: Database
  /** The described merchant. */
  merchant: string
  products: number[]
  orders: string[]
}

interface Request {
  method: 'POST' | 'PUT' | 'PATCH'
  path: string
  body: object
  key?: number | null
}

/**
 * Does a step; of requests, those with an odd `n` on the second api.
 *
 * @returns the status of the answer; 0 without one
 */
export async function sendStep(run: Run, step: Step, n: number): Promise<number> {
  if (step.kind === 'expire') {
    const id = run.orders[step.order] ?? null
    await sql`update orders set expires_at = now() where id = ${id}::uuid and status = 'HELD'`.execute(
      run.db,
    )
    return 0
  }
  const request = requestOf(run, step)
  if (!request) return 0
  const { method, path, body, key } = request
  const answer = await fetch(`${run.urls[n % 2]}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(key === undefined || key === null
        ? {}
        : { 'idempotency-key': `${run.no}-${step.kind}-${key}` }),
    },
    body: JSON.stringify(body),
  })
  const { id } = (await answer.json()) as { id: never }
  if (answer.status === 201 && step.kind === 'order') run.orders.push(id)
  if (answer.status === 201 && step.kind === 'create') run.products.push(id)
  return answer.status
}

function requestOf(run: Run, step: Exclude<Step, { kind: 'expire' }>): Request | undefined {
  const { merchant, products, orders } = run
  switch (step.kind) {
    case 'create': {
      const body = { name: 'P', merchant_id: merchant, price_cents: 70, stock: step.stock }
      return { method: 'POST', path: '/products', body }
    }
    case 'terms': {
      const { kind: _, ...terms } = step
      const body = { name: 'M', currency: 'USD', ...terms }
      return { method: 'PUT', path: `/merchants/${merchant}`, body }
    }
    case 'price': {
      const { price_cents } = step
      return { method: 'PATCH', path: `/products/${products[step.product]}`, body: { price_cents } }
    }
    case 'restock': {
      const body = { delta: step.delta, reason: 'counted' }
      return { method: 'POST', path: `/products/${products[step.product]}/stock`, body }
    }
    case 'order': {
      const { quantity, buyer_id, hold_seconds, key } = step
      const hold = hold_seconds === null ? {} : { hold_seconds }
      const body = { product_id: products[step.product], quantity, buyer_id, ...hold }
      return { method: 'POST', path: '/orders', body, key }
    }
  }
  const id = orders[step.order]
  if (id === undefined) return undefined
  if (step.kind !== 'refund')
    return { method: 'POST', path: `/orders/${id}/${step.kind}`, body: {}, key: step.key }
  const { amount_cents, return_units, key } = step
  return {
    method: 'POST',
    path: `/orders/${id}/refunds`,
    body: { amount_cents, return_units },
    key,
  }
}
