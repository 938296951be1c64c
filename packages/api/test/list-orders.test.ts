import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderPage } from '../src/orders/orders.schemas.ts'
import { addProduct, startApp, type TestApp } from './start-app.ts'

let api: TestApp
let product_id: number
beforeAll(async () => {
  api = await startApp()
  product_id = await addProduct(api.db, 1_000)
})
afterAll(() => api.stop())

async function place(buyer_id: string): Promise<string> {
  const payload = { product_id, quantity: 1, buyer_id }
  const placed = await api.app.inject({ method: 'POST', url: '/orders', payload })
  return placed.json().id
}

async function list(query: Record<string, string>): Promise<OrderPage> {
  const answer = await api.app.inject({ url: '/orders', query })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

test('pages go from the newest to the oldest; new orders in between neither repeat nor displace one', async () => {
  const ids: string[] = []
  while (ids.length < 7) ids.push(await place('ann'))
  const seen: string[] = []
  let cursor: string | null | undefined
  do {
    const page = await list({ buyer_id: 'ann', limit: '3', ...(cursor ? { cursor } : {}) })
    expect(page.orders.length).toBeLessThanOrEqual(3)
    seen.push(...page.orders.map(({ id }) => id))
    cursor = page.next_cursor
    await place('ann')
  } while (cursor !== null)
  expect(seen).toEqual(ids.toReversed())
})

test('filters by buyer, product and status, each and together', async () => {
  const other = await addProduct(api.db, 10)
  const payload = { product_id: other, quantity: 2, buyer_id: 'bob' }
  const { id } = (await api.app.inject({ method: 'POST', url: '/orders', payload })).json()
  const mine = await place('bob')
  await sql`update orders set status = 'CANCELLED' where id = ${id}`.execute(api.db)

  const ids = async (query: Record<string, string>) =>
    (await list(query)).orders.map((order) => order.id)
  expect(await ids({ buyer_id: 'bob' })).toEqual([mine, id])
  expect(await ids({ product_id: String(other) })).toEqual([id])
  expect(await ids({ status: 'CANCELLED' })).toEqual([id])
  expect(await ids({ buyer_id: 'bob', status: 'CONFIRMED' })).toEqual([mine])
  expect(await list({ buyer_id: 'nobody' })).toEqual({ orders: [], next_cursor: null })
})

test.each([
  ['limit', '0'],
  ['limit', '201'],
  ['limit', '1.5'],
  ['limit', '1e400'],
  ['limit', 'all'],
  ['product_id', 'x'],
  ['product_id', '9007199254740993'],
  ['status', 'LOST'],
  ['buyer_id', ''],
  ['cursor', 'AAAA'],
  ['cursor', 'not a cursor'],
  ['page', '2'],
])('%s=%s is refused by name', async (name, value) => {
  const answer = await api.app.inject({ url: '/orders', query: { [name]: value } })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({
    code: 'VALIDATION',
    errors: [{ path: `/querystring/${name}` }],
  })
})

test('lists by buyer and by product use an index', async () => {
  await sql`insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents)
    select ${product_id}, 1, 'crowd-' || n % 500, 1, 1 from generate_series(1, 20000) n`.execute(
    api.db,
  )
  await sql`analyze orders`.execute(api.db)
  for (const filter of [sql`buyer_id = 'crowd-7'`, sql`product_id = ${product_id}`]) {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select * from orders
      where ${filter} order by id desc limit 51`.execute(api.db)
    // Months without orders cost nothing, and are read without their indexes.
    const scans = rows
      .map((row) => row['QUERY PLAN'])
      .filter((line) => !line.includes('(cost=0.00..0.00 '))
    const plan = scans.join('\n')
    expect(plan).toContain('Index Scan')
    expect(plan).not.toContain('Seq Scan')
  }
})
