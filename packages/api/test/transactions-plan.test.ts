import { seed } from '@order-settlement/db/seed.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasTransactions } from '../src/merchants/merchants.queries.ts'
import { listTransactions } from '../src/transactions/list-transactions.ts'
import type { TransactionQuery } from '../src/transactions/transactions.schemas.ts'
import { explainQueries } from './explain-queries.ts'

const order = '01980000-0000-7000-8000-000000000001'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  await seed(db, 200_000)
  await sql`update transactions set merchant_id = 'merchant_0001' where id % 4 = 0`.execute(db)
  await sql`update transactions set order_id = ${order}, kind = 'REFUND' where id % 50000 = 0`.execute(
    db,
  )
  await sql`vacuum (analyze) transactions`.execute(db)
})
afterAll(() => database.drop())

/** What a list reads of the partition that has the rows, by index. */
async function explainList(query: TransactionQuery) {
  const plans = await explainQueries(database, (db) =>
    listTransactions(db, query, { timezone: 'UTC', currency: 'USD' }),
  )
  return plans
    .flat()
    .filter(
      (node) =>
        node['Actual Loops'] > 0 &&
        (node['Relation Name'] ?? node['Index Name'] ?? '').startsWith('transactions_default'),
    )
    .map((node) => ({
      scan: `${node['Node Type']} ${node['Index Name'] ?? ''}`.trim(),
      heapFetches: node['Heap Fetches'],
      rows: node['Actual Rows'] * node['Actual Loops'],
    }))
}

const pageRows = { scan: 'Index Scan transactions_default_pkey', heapFetches: undefined, rows: 51 }

test("a page of one merchant's day is cut by an index alone, and reads 51 rows of the table", async () => {
  expect(await explainList({ merchant_id: 'merchant_0001', date: '2025-01-15' })).toEqual([
    { scan: 'Index Only Scan transactions_default_merchant_paid', heapFetches: 0, rows: 51 },
    pageRows,
  ])
})

test.each<[string, TransactionQuery]>([
  ['transactions_default_merchant_paid', { merchant_id: 'merchant_0001', kind: 'SALE' }],
  ['transactions_default_paid', { date: '2025-01-15' }],
  ['transactions_default_paid', {}],
])('by %s alone: %j', async (index, query) => {
  expect(await explainList(query)).toEqual([
    { scan: `Index Only Scan ${index}`, heapFetches: 0, rows: 51 },
    pageRows,
  ])
})

test.each<TransactionQuery>([
  { kind: 'REFUND' },
  { kind: 'REFUND', date: '2025-01-15' },
  { kind: 'REFUND', merchant_id: 'merchant_0001' },
])('refunds are found without the sales between them: %j', async (query) => {
  const [keys] = await explainList(query)
  expect(keys?.scan).toBe('Index Only Scan transactions_refunds_default')
})

test('the transactions of an order are found by the indexes of sales and of others', async () => {
  const scans = (await explainList({ order_id: order })).map(({ scan }) => scan)
  expect(scans).toContainEqual(expect.stringContaining('transactions_default_order_sale'))
  expect(scans).toContainEqual(expect.stringContaining('transactions_default_order_other'))
  expect(scans).not.toContainEqual(expect.stringContaining('Seq Scan'))
})

test('transactions that are not PAID are found by their index', async () => {
  const scans = await explainList({ merchant_id: 'merchant_0001', status: 'FAILED' })
  expect(scans).toContainEqual(
    expect.objectContaining({
      scan: expect.stringContaining('transactions_default_merchant_unpaid'),
    }),
  )
})

test('whether a merchant has transactions of any status is found by indexes', async () => {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status)
    values ('pending', 1, 0, 'PENDING')`.execute(database.db)
  expect(await hasTransactions(database.db, 'pending')).toBe(true)
  expect(await hasTransactions(database.db, 'merchant_0001')).toBe(true)
  expect(await hasTransactions(database.db, 'nobody')).toBe(false)
  const [nodes = []] = await explainQueries(database, (db) => hasTransactions(db, 'nobody'))
  const indexes = nodes.flatMap((node) => node['Index Name'] ?? [])
  expect(indexes.filter((name) => !/^transactions_\d/.test(name))).toEqual([
    'transactions_default_merchant_paid',
    'transactions_default_merchant_unpaid',
    'settlements_pkey',
    'products_merchant',
  ])
})
