import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listOrders } from '../src/orders/list-orders.ts'
import type { OrderPage, OrderQuery } from '../src/orders/orders.schemas.ts'
import { explainQueries } from './explain-queries.ts'
import { addProduct, startApp, type TestApp } from './start-app.ts'

let api: TestApp
let product_id: number
beforeAll(async () => {
  api = await startApp()
})
beforeEach(async () => {
  product_id = await addProduct(api.db, 1_000)
})
afterAll(() => api.stop())

async function list(query: Record<string, string>): Promise<OrderPage> {
  const answer = await api.app.inject({ url: '/orders', query })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

/** An order of that time; its transaction gave it its id so many seconds later. */
async function addOrder(created_at: string, secondsLater = 0): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, created_at)
    values (uuidv7(${created_at}::timestamptz + make_interval(secs => ${secondsLater}) - clock_timestamp()),
      ${product_id}, 1, 'ann', 1, 1, ${created_at}) returning id`.execute(api.db)
  return rows[0]?.id ?? ''
}

test('a time includes its start and excludes its end, whatever the zone they are written in', async () => {
  const before = await addOrder('2026-03-01T11:59:59.999Z')
  const first = await addOrder('2026-03-01T12:00:00.000Z')
  const late = await addOrder('2026-03-01T12:59:59.999Z', 30)
  const after = await addOrder('2026-03-01T13:00:00.000Z')
  const ids = async (query: Record<string, string>) =>
    (await list({ product_id: String(product_id), ...query })).orders.map(({ id }) => id)
  expect(
    await ids({ created_from: '2026-03-01T12:00:00Z', created_to: '2026-03-01T14:00:00+01:00' }),
  ).toEqual([late, first])
  expect(await ids({ created_from: '2026-03-01T12:00:00Z' })).toEqual([late, after, first])
  expect(await ids({ created_to: '2026-03-01T12:00:00.001Z' })).toEqual([first, before])
  expect(await ids({ created_to: '0001-01-01T00:00:00Z' })).toEqual([])
})

test('every order is found at its own created_at, and not before it', async () => {
  for (let n = 0; n < 5; n++) {
    const payload = { product_id, quantity: 1, buyer_id: `buyer-${n}` }
    const placed = await api.app.inject({ method: 'POST', url: '/orders', payload })
    const { id, buyer_id, created_at } = placed.json()
    expect((await list({ buyer_id, created_from: created_at })).orders).toMatchObject([{ id }])
    expect((await list({ buyer_id, created_to: created_at })).orders).toEqual([])
  }
})

test('pages of a time go from its newest to its oldest order', async () => {
  const placed: string[] = []
  for (let minute = 10; minute < 20; minute++)
    placed.push(await addOrder(`2026-04-01T12:${minute}:00Z`))
  const query = {
    product_id: String(product_id),
    created_from: '2026-04-01T12:11:00Z',
    created_to: '2026-04-01T12:18:00Z',
    limit: '3',
  }
  const seen: string[] = []
  let cursor: string | null | undefined
  do {
    const page = await list({ ...query, ...(cursor ? { cursor } : {}) })
    seen.push(...page.orders.map(({ id }) => id))
    cursor = page.next_cursor
  } while (cursor !== null)
  expect(seen).toEqual(placed.slice(1, 8).toReversed())
})

test.each([
  ['created_from', { created_from: '2026-03-01' }],
  ['created_from', { created_from: 'yesterday' }],
  ['created_from', { created_from: '2026-03-01T12:00:00' }],
  ['created_to', { created_to: '2026-02-30T12:00:00Z' }],
  ['created_to', { created_to: '9999-12-31T23:59:59-10:00' }],
  ['created_to', { created_from: '2026-03-01T12:00:00Z', created_to: '2026-03-01T12:00:00Z' }],
])('%s is refused by name: %j', async (name, query) => {
  const answer = await api.app.inject({ url: '/orders', query })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({
    code: 'VALIDATION',
    errors: [{ path: `/querystring/${name}` }],
  })
})

test('an hour among 50,000 orders of a year is found by an index, with each filter', async () => {
  await sql`insert into orders (id, product_id, quantity, buyer_id, status, cancelled_at, unit_price_cents, total_cents,
      created_at)
    select uuidv7(placed - clock_timestamp()), ${product_id}, 1, 'buyer-' || n % 200,
      case when n % 10 = 0 then 'CANCELLED' else 'CONFIRMED' end, null, 1, 1, placed
    from generate_series(1, 50000) as n,
      lateral (select timestamptz '2025-01-01Z' + n * interval '632 seconds') as at (placed)`.execute(
    api.db,
  )
  await sql`vacuum (analyze) orders`.execute(api.db)
  const hour = { created_from: '2025-06-01T12:00:00Z', created_to: '2025-06-01T13:00:00Z' }
  const filters: [OrderQuery, string][] = [
    [{}, '_pkey'],
    [{ buyer_id: 'buyer-7' }, 'orders_'],
    [{ product_id }, 'orders_'],
    [{ status: 'CANCELLED' }, 'orders_not_confirmed'],
  ]
  for (const [filter, index] of filters) {
    const plans = await explainQueries(api, (db) => listOrders(db, 'USD', { ...filter, ...hour }))
    const scans = plans.flat().filter((node) => node['Index Name']?.startsWith('orders_'))
    expect(scans.map((node) => node['Index Name'])).toEqual([expect.stringContaining(index)])
    const read = scans.map((node) => node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0))
    expect(Math.max(...read), JSON.stringify(filter)).toBeLessThan(60)
  }
})
