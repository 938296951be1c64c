import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makePartition } from '../partitions/make-partitions.ts'
import { partitionedTables } from '../partitions/partitioned-tables.ts'

const { transactions } = partitionedTables
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  for (const month of ['2025-01', '2025-02']) await makePartition(database.db, transactions, month)
})
afterAll(() => database.drop())
beforeEach(() => sql`truncate transactions, transaction_versions`.execute(database.db))

/** @returns the ids of the transactions, one for each time */
async function pay(...times: (string | null)[]): Promise<string[]> {
  const rows = await database.db
    .insertInto('transactions')
    .values(
      times.map((paid_at) => ({
        merchant_id: 'm',
        amount_cents: 100,
        fee_cents: 3,
        status: paid_at === null ? ('PENDING' as const) : ('PAID' as const),
        paid_at,
      })),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

async function partitionOf(id: string | undefined): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select tableoid::regclass::text as name from transactions where id = ${id}`.execute(database.db)
  return rows[0]?.name
}

/** What versions have of a transaction, and whether it was written by the statement that replaced the last of them. */
async function versionsOf(id: string | undefined): Promise<unknown[]> {
  const { rows } = await sql`
    select old.status, old.paid_at::text, deleted, replaced_xid = transactions.written_xid as replaced_by_it
    from transaction_versions as old left join transactions on transactions.id = transaction_id
    where transaction_id = ${id} order by replaced_at`.execute(database.db)
  return rows
}

test('a transaction is in the partition of its month in UTC, in the default one without such a partition or a time', async () => {
  const times = [
    '2025-01-31T23:59:59.999999Z',
    '2025-02-01T00:00:00Z',
    '2024-12-31T23:59:59Z',
    null,
  ]
  const ids = await pay(...times)
  expect(await Promise.all(ids.map(partitionOf))).toEqual([
    'transactions_2025_01',
    'transactions_2025_02',
    'transactions_default',
    'transactions_default',
  ])
})

test('a transaction that an update moves to another month has one version, and is written by that update', async () => {
  const [moved, stays] = await pay('2025-01-31T12:00:00Z', '2025-01-31T12:00:00Z')
  await sql`update transactions set paid_at = paid_at + interval '1 day' where id = ${moved}`.execute(
    database.db,
  )
  expect([await partitionOf(moved), await partitionOf(stays)]).toEqual([
    'transactions_2025_02',
    'transactions_2025_01',
  ])
  expect(await versionsOf(moved)).toEqual([
    { status: 'PAID', paid_at: '2025-01-31 12:00:00+00', deleted: false, replaced_by_it: true },
  ])
  expect(await versionsOf(stays)).toEqual([])
})

test('a pending transaction without a time moves to its month when it is paid, and keeps its id', async () => {
  const [id] = await pay(null)
  await sql`update transactions set status = 'PAID', paid_at = '2025-02-10Z' where id = ${id}`.execute(
    database.db,
  )
  expect(await partitionOf(id)).toBe('transactions_2025_02')
  expect(await versionsOf(id)).toEqual([
    { status: 'PENDING', paid_at: null, deleted: false, replaced_by_it: true },
  ])
})

test('an update of 1,000 transactions, half of which move, and a deletion keep one version each', async () => {
  await pay(...Array.from({ length: 1_000 }, (_, n) => `2025-01-${n % 2 ? '31' : '01'}T12:00:00Z`))
  await sql`update transactions set paid_at = paid_at + interval '1 day'`.execute(database.db)
  await sql`delete from transactions where paid_at >= '2025-02-01Z'`.execute(database.db)
  const { rows } = await sql`
    select deleted, count(*)::integer as versions, count(distinct transaction_id)::integer as transactions
    from transaction_versions group by deleted order by deleted`.execute(database.db)
  expect(rows).toEqual([
    { deleted: false, versions: 1_000, transactions: 1_000 },
    { deleted: true, versions: 500, transactions: 500 },
  ])
})

test('a month of which there are transactions already stays in the default partition', async () => {
  const [id] = await pay('2025-03-15Z')
  expect(await makePartition(database.db, transactions, '2025-03')).toBe(false)
  expect(await partitionOf(id)).toBe('transactions_default')
  await sql`truncate transactions`.execute(database.db)
  expect(await makePartition(database.db, transactions, '2025-03')).toBe(true)
})

test('a month has the indexes of the default partition, valid and unique where those are', async () => {
  const indexesOf = async (partition: string) => {
    const { rows } = await sql<{ definition: string }>`
      select regexp_replace(pg_get_indexdef(indexrelid), '^(CREATE.* INDEX) .* USING', '\\1') as definition
      from pg_index where indrelid = ${partition}::regclass and indisvalid order by 1`.execute(
      database.db,
    )
    return rows.map(({ definition }) => definition)
  }
  const expected = await indexesOf('transactions_default')
  expect(expected).toHaveLength(9)
  expect(await indexesOf('transactions_2025_01')).toEqual(expected)
})
