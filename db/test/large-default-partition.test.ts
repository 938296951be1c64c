import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkDefault, listChecks } from '../partitions/check-default.ts'
import { listPartitions, partitionName } from '../partitions/list-partitions.ts'
import { makePartition, makePartitions, makePastPartitions } from '../partitions/make-partitions.ts'
import { findMissingMonths } from '../partitions/months.ts'
import { partitionedTables } from '../partitions/partitioned-tables.ts'
import type { Database, Schema } from '../tables.ts'

const table = partitionedTables.settlement_changes
/** More than 8 MB of them. */
const manyRows = 200_000

let database: TestDatabase
let db: Database
beforeEach(async () => {
  database = await createTestDatabase()
  db = database.db
  await addChanges(12, manyRows)
})
afterEach(() => database.drop())

/** The month so many months from now, such as `2026-12`. */
async function readMonth(months: number): Promise<string> {
  const { rows } = await sql<{ month: string }>`
    select to_char((date_trunc('month', now(), 'UTC') + make_interval(months => ${months})) at time zone 'UTC',
      'YYYY-MM') as month`.execute(db)
  return rows[0]?.month ?? ''
}

/** Changes of a job of that month. */
async function addChanges(months: number, count: number): Promise<void> {
  await sql`
    with job as (
      insert into jobs (id, from_date, to_date, timezone, range_start, range_end)
      values (uuidv7(make_interval(months => ${months})), '2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z')
      returning id
    )
    insert into settlement_changes (run_id, merchant_id, date)
    select id, 'm' || n, '2025-01-01' from job, generate_series(1, ${count}::integer) as n`.execute(
    db,
  )
}

async function dropMonth(months: number): Promise<string> {
  const name = partitionName(table, await readMonth(months))
  await sql`drop table ${sql.table(name)}`.execute(db)
  return name
}

async function partitionNames(): Promise<string[]> {
  return (await listPartitions(db, table)).map(({ name }) => name)
}

async function countDefault(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from settlement_changes_default`.execute(db)
  return rows[0]?.n ?? 0
}

/** The month as `makePartitions` finds it. */
async function findMonth(months: number) {
  const first = sql`${`${await readMonth(months)}-01Z`}::timestamptz`
  const [month] = await findMissingMonths(db, table, first, 1)
  if (!month) throw new Error('the month has a partition')
  return month
}

/** A database of one connection, whose notices are collected. */
function openNotices() {
  const notices: string[] = []
  const pool = new pg.Pool({
    connectionString: database.url,
    max: 1,
    options: '-c client_min_messages=debug1',
  })
  pool.on('connect', (client) => client.on('notice', ({ message }) => notices.push(message ?? '')))
  return { notices, session: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }) }
}

test('beside a large default partition, a month is attached without a scan under its lock', async () => {
  const name = await dropMonth(2)
  const { notices, session } = openNotices()
  try {
    expect(await makePartitions(session)).toEqual([name])
  } finally {
    await session.destroy()
  }
  // As PostgreSQL says it when it does not scan.
  expect(notices).toContain(
    'updated partition constraint for default partition "settlement_changes_default" is implied by existing constraints',
  )
  expect(await listChecks(db, table)).toEqual([])
  await addChanges(2, 1)
  expect(await countDefault()).toBe(manyRows)
})

test('beside a large default partition, so is a month of transactions, and one that has begun is not searched for', async () => {
  const drop = async (months: number) => {
    const name = partitionName(partitionedTables.transactions, await readMonth(months))
    await sql`drop table ${sql.table(name)}`.execute(db)
    return name
  }
  await sql`
    insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', 100, 1, 'PAID', timestamptz '2024-01-01Z' + make_interval(secs => n)
    from generate_series(1, 100000) as n`.execute(db)
  const { session } = openNotices()
  const countScans = async () => {
    await sql`select pg_stat_force_next_flush()`.execute(session)
    const { rows } = await sql<{ scans: number }>`
      select seq_scan::integer as scans from pg_stat_user_tables where relname = 'transactions_default'`.execute(
      session,
    )
    return rows[0]?.scans ?? 0
  }
  try {
    await sql`set max_parallel_workers_per_gather = 0`.execute(session)
    const name = await drop(2)
    const before = await countScans()
    expect(await makePartitions(session)).toEqual([name])
    // The search for rows of the month, and the check, both beside readers and writers.
    expect(await countScans()).toBe(before + 2)
    await drop(0)
    expect(await makePartitions(session)).toEqual([])
    expect(await countScans()).toBe(before + 2)
  } finally {
    await session.destroy()
  }
})

test('a month that has begun stays in a large default partition, and so does one that has rows there', async () => {
  await dropMonth(2)
  await sql`drop table settlement_changes_first`.execute(db)
  await addChanges(0, 1)
  await addChanges(2, 3)
  const before = await partitionNames()

  expect(await makePartitions(db)).toEqual([])
  expect(await makePartition(db, table, await readMonth(-5))).toBe(false)

  expect(await partitionNames()).toEqual(before)
  expect(await listChecks(db, table)).toEqual([])
  await addChanges(0, 1)
  await addChanges(2, 1)
  expect(await countDefault()).toBe(manyRows + 6)
})

test('a check finds rows that came before it; making the partitions drops it, and that of a month that has begun', async () => {
  await dropMonth(2)
  await sql`drop table settlement_changes_first`.execute(db)
  await addChanges(2, 1)
  expect(await checkDefault(db, table, await findMonth(2))).toBe(false)
  expect(await checkDefault(db, table, await findMonth(0))).toBe(true)
  await expect(addChanges(2, 1)).rejects.toMatchObject({ code: '23514' })
  await expect(addChanges(0, 1)).rejects.toMatchObject({ code: '23514' })

  expect(await makePartitions(db)).toEqual([])

  await addChanges(2, 1)
  await addChanges(0, 1)
  expect(await countDefault()).toBe(manyRows + 3)
})

test('a check that an interrupted call has left is used by the next one', async () => {
  const name = await dropMonth(3)
  expect(await checkDefault(db, table, await findMonth(3))).toBe(true)
  expect(await makePartitions(db)).toEqual([name])
  expect(await listChecks(db, table)).toEqual([])
})

test('the months of a past year are made for each table, and once', async () => {
  await sql`truncate settlement_changes_default`.execute(db)
  const made = await makePastPartitions(db, 12)
  expect(made.filter((name) => name.startsWith('orders_'))).toHaveLength(12)
  expect(made).toContain(partitionName(partitionedTables.orders, await readMonth(-12)))
  expect(await makePastPartitions(db, 12)).toEqual([])
})

test('a past month is made on demand, and once', async () => {
  await sql`drop table settlement_changes_first`.execute(db)
  await sql`truncate settlement_changes_default`.execute(db)
  await addChanges(-14, 5)
  const month = await readMonth(-14)
  expect(await makePartition(db, table, month)).toBe(true)
  expect(await makePartition(db, table, month)).toBe(false)
  expect(await partitionNames()).toContain(partitionName(table, month))
  expect(await countDefault()).toBe(0)
})
