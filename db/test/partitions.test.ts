import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import pRetry from 'p-retry'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDatabase } from '../create-database.ts'
import { errorCode } from '../database-errors.ts'
import { dropPartitions } from '../partitions/drop-partitions.ts'
import { listPartitions } from '../partitions/list-partitions.ts'
import { makePartitions } from '../partitions/make-partitions.ts'
import { partitionedTables } from '../partitions/partitioned-tables.ts'
import type { Database } from '../tables.ts'

let database: TestDatabase
let db: Database
beforeEach(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterEach(() => database.drop())

/** The first of a month, so many months from now, as `2026_12`. */
async function monthName(months: number): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select to_char((date_trunc('month', now(), 'UTC') + make_interval(months => ${months})) at time zone 'UTC',
      'YYYY_MM') as name`.execute(db)
  return rows[0]?.name ?? ''
}

async function partitionNames(): Promise<string[]> {
  return (await listPartitions(db, partitionedTables.settlement_changes)).map(({ name }) => name)
}

/** A completed job that was created so many months from now, with changes of `merchants` on a day. */
async function addJob(months: number, merchants: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into jobs (id, from_date, to_date, timezone, range_start, range_end, status, finished_at, proof)
    values (uuidv7(make_interval(months => ${months})), '2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z',
      'COMPLETED', now(), '{}')
    returning id`.execute(db)
  const id = rows[0]?.id ?? ''
  await sql`insert into settlement_changes (run_id, merchant_id, date)
    select ${id}, 'm' || n, '2025-01-01' from generate_series(1, ${merchants}::integer) as n`.execute(
    db,
  )
  return id
}

/** The partition of each change. */
async function readPlaces(): Promise<{ partition: string; changes: number }[]> {
  const { rows } = await sql<{ partition: string; changes: number }>`
    select tableoid::regclass::text as partition, count(*)::integer as changes
    from settlement_changes group by 1 order by 1`.execute(db)
  return rows
}

async function readRemoved(): Promise<(string | undefined)[]> {
  const rows = await db
    .selectFrom('jobs')
    .select('id')
    .where('changes_removed_at', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Divides the first partition, as if the months before this one had been made by months. */
async function makeMonthsBefore(count: number): Promise<void> {
  await sql`drop table settlement_changes_first`.execute(db)
  for (let months = -count; months <= 0; months++) {
    const name = sql.table(`settlement_changes_${await monthName(months)}`)
    const { rows } = await sql<{ lower: string; upper: string }>`
      select lowest_uuid(month) as lower, lowest_uuid(month + interval '1 month') as upper
      from (select date_trunc('month', now(), 'UTC') + make_interval(months => ${months}) as month) as months`.execute(
      db,
    )
    const [{ lower, upper } = { lower: '', upper: '' }] = rows
    await sql`create table ${name} partition of settlement_changes
      for values from (${sql.lit(lower)}) to (${sql.lit(upper)})`.execute(db)
  }
}

test('migrating makes the partitions of the next 3 months, and making them again makes none', async () => {
  const next = await Promise.all([1, 2, 3].map(monthName))
  const expected = [
    'settlement_changes_first',
    ...next.map((month) => `settlement_changes_${month}`),
  ]
  expect(await partitionNames()).toEqual(expected)
  expect(await makePartitions(db)).toEqual([])
  expect(await partitionNames()).toEqual(expected)
})

test('the changes of a job are in the partition of the month in which it was created', async () => {
  for (const months of [-20, 0, 1, 3]) await addJob(months, 2)
  expect(await readPlaces()).toEqual([
    { partition: `settlement_changes_${await monthName(1)}`, changes: 2 },
    { partition: `settlement_changes_${await monthName(3)}`, changes: 2 },
    { partition: 'settlement_changes_first', changes: 4 },
  ])
})

test('a month without a partition loses nothing: its changes wait in the default partition and move', async () => {
  const [second, third] = [await monthName(2), await monthName(3)]
  for (const month of [second, third]) {
    await sql`drop table ${sql.table(`settlement_changes_${month}`)}`.execute(db)
  }
  await addJob(2, 1_000)
  await addJob(3, 7)
  await addJob(12, 5)
  expect(await readPlaces()).toEqual([{ partition: 'settlement_changes_default', changes: 1_012 }])

  expect(await makePartitions(db)).toEqual([
    `settlement_changes_${second}`,
    `settlement_changes_${third}`,
  ])

  expect(await readPlaces()).toEqual([
    { partition: `settlement_changes_${second}`, changes: 1_000 },
    { partition: `settlement_changes_${third}`, changes: 7 },
    { partition: 'settlement_changes_default', changes: 5 },
  ])
})

/** As migrations and the worker do. */
function makePartitionsWhenFree(): Promise<string[]> {
  return pRetry(() => makePartitions(db), {
    shouldRetry: ({ error }) => errorCode(error) === '55P03',
    minTimeout: 10,
  })
}

test('6 processes at once make each of 3 partitions once, while jobs are published', async () => {
  for (const months of [1, 2, 3]) {
    await sql`drop table ${sql.table(`settlement_changes_${await monthName(months)}`)}`.execute(db)
  }
  const [made] = await Promise.all([
    Promise.all(Array.from({ length: 6 }, makePartitionsWhenFree)),
    Promise.all([1, 2, 3].map((months) => addJob(months, 500))),
  ])
  const names = made.flat()
  // Those that were made before a lock timed out are not returned.
  expect(new Set(names).size).toBe(names.length)
  expect(await readPlaces()).toEqual(
    (await Promise.all([1, 2, 3].map(monthName))).map((month) => ({
      partition: `settlement_changes_${month}`,
      changes: 500,
    })),
  )
})

test('only months that ended longer ago than the retention are dropped, and only jobs that lost changes are marked', async () => {
  await makeMonthsBefore(4)
  // Not a month of its own: in the default partition.
  const ancient = await addJob(-30, 3)
  const dropped = [await addJob(-4, 3), await addJob(-3, 3)]
  const without = await addJob(-4, 0)
  const kept = [await addJob(-2, 3), await addJob(0, 3), await addJob(9, 3)]

  expect(await dropPartitions(db, 2)).toEqual([
    `settlement_changes_${await monthName(-4)}`,
    `settlement_changes_${await monthName(-3)}`,
  ])

  expect(await readRemoved()).toEqual([ancient, ...dropped])
  expect(await readRemoved()).not.toContain(without)
  const { rows } =
    await sql`select distinct run_id as id from settlement_changes order by 1`.execute(db)
  expect(rows).toEqual(kept.map((id) => ({ id })))
  expect(await dropPartitions(db, 2)).toEqual([])
})

test('a job that was created in a dropped month and is published later keeps its changes until the next run', async () => {
  await makeMonthsBefore(4)
  await dropPartitions(db, 2)
  const late = await addJob(-4, 3)
  expect(await readPlaces()).toEqual([{ partition: 'settlement_changes_default', changes: 3 }])
  expect(await readRemoved()).toEqual([])
  await dropPartitions(db, 2)
  expect(await readRemoved()).toEqual([late])
})

test('while a job is being published no partition is dropped, and publishing does not wait', async () => {
  await makeMonthsBefore(4)
  const job = await addJob(-4, 1)
  const before = await partitionNames()
  const otherDb = createDatabase({
    url: database.url,
    applicationName: 'test',
    connections: 1,
    logger: createLogger('test', 'silent'),
  })
  try {
    await db.transaction().execute(async (trx) => {
      await sql`select from jobs where id = ${job} for update`.execute(trx)
      await sql`insert into settlement_changes (run_id, merchant_id, date)
        values (${job}, 'late', '2025-01-01')`.execute(trx)
      await expect(dropPartitions(otherDb, 2)).rejects.toMatchObject({ code: '55P03' })
      await sql`update jobs set publishing = true where id = ${job}`.execute(trx)
    })
    expect(await partitionNames()).toEqual(before)
    expect(await readRemoved()).toEqual([])
    expect(await dropPartitions(otherDb, 2)).toHaveLength(2)
    expect(await readRemoved()).toEqual([job])
  } finally {
    await otherDb.destroy()
  }
})
