import { createDatabase } from '@order-settlement/db/create-database.ts'
import { makePastPartitions } from '@order-settlement/db/partitions/make-partitions.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readActivity } from '../src/activity/read-activity.ts'
import { findOrder, findOrdersByKeys } from '../src/orders/orders.queries.ts'
import { explainQueries } from './explain-queries.ts'

const product = 1

let database: TestDatabase
let db: Database
/** One session, whose functions are planned before the product's first order. */
let session: Database
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  session = createDatabase({
    url: database.url,
    applicationName: 'session',
    connections: 1,
    logger: createLogger('test', 'silent'),
  })
  await makePastPartitions(db, 11)
  await sql`insert into products (name, merchant_id, price_cents, stock)
    select 'P', 'm', 1, 100000 from generate_series(1, 500)`.execute(db)
  // As of now no product has two orders.
  await sql`insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents)
    select uuidv7(id * interval '-15 hours'), id, 1, 'first', 1, 1 from products where id <> ${product}`.execute(
    db,
  )
  await sql`vacuum (analyze) orders`.execute(db)
  // As place_orders() does.
  await sql`set plan_cache_mode = force_generic_plan`.execute(session)
  await countLiveUnits(['nobody'])
  await sql`insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, idempotency_key)
    select uuidv7(n * interval '-20 minutes'), ${product}, 1, 'buyer-' || n, 1, 1, case when n % 100 = 0 then 'key-' || n end
    from generate_series(1, 23000) as n`.execute(db)
}, 60_000)
afterAll(async () => {
  await session.destroy()
  await database.drop()
})

/** Counts the units of buyers. @returns the units in all, and the blocks that were read */
async function countLiveUnits(buyers: string[]): Promise<{ units: number; blocks: number }> {
  const call = sql`select coalesce(sum(units), 0)::integer as units
    from live_units(array_fill(${product}::bigint, array[${buyers.length}::integer]), ${buyers}::text[])`
  const { rows } = await sql<{ units: number }>`${call}`.execute(session)
  const explained = await sql<{ 'QUERY PLAN': { Plan: Record<string, number> }[] }>`
    explain (analyze, buffers, format json) ${call}`.execute(session)
  const plan = explained.rows[0]?.['QUERY PLAN'][0]?.Plan ?? {}
  const blocks = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0)
  return { units: rows[0]?.units ?? 0, blocks }
}

/** The scans of orders that a query has run. */
async function explainScans(work: (db: Database) => Promise<unknown>) {
  const plans = await explainQueries(database, work)
  return plans
    .flat()
    .filter((node) => node['Relation Name']?.startsWith('orders_2') && node['Actual Loops'] > 0)
}

test('an order is read in the partition of its id alone, by its id and by its key', async () => {
  const [order] = await sql<{ id: string; key: string }>`
    select id, idempotency_key as key from orders where idempotency_key = 'key-20000'`
    .execute(db)
    .then(({ rows }) => rows)
  expect(await explainScans((of) => findOrder(of, order?.id ?? ''))).toHaveLength(1)
  const byKey = (of: Database) => findOrdersByKeys(of, [{ key: order?.key }], 'USD')
  expect((await byKey(db)).get('key-20000')?.order.id).toBe(order?.id)
  expect(await explainScans(byKey)).toHaveLength(1)
})

test('the live units of 64 buyers of one product are found by their index in 12 months, whatever the statistics said when it was planned', async () => {
  const buyers = Array.from({ length: 64 }, (_, n) => `buyer-${n * 350 + 1}`)
  const { units, blocks } = await countLiveUnits(buyers)
  expect(units).toBe(64)
  expect(blocks).toBeLessThan(3_500)
})

test('the activity of five minutes reads no order of before', async () => {
  const scans = await explainScans((of) => readActivity(of, 300, 'UTC', 'USD'))
  const read = scans.map((node) => node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0))
  expect(Math.max(0, ...read)).toBeLessThan(10)
})
