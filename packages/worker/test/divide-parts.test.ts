import { seed } from '@order-settlement/db/seed.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { markPlanned } from '@order-settlement/shared/jobs/plan-job.ts'
import {
  keepSeed,
  rangeOf,
  type Shape,
  shapes,
  shapeTransactions,
} from '@order-settlement/testing/shape-transactions.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertParts } from '../src/settlements/planning/plan.queries.ts'
import { sumNextBatch } from '../src/settlements/summing/sum.queries.ts'

const batchSize = 200
/** The key of an instant and this sorts before all its transactions. */
const leastId = '-9223372036854775808'
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await seed(database.db, 20_000)
  await keepSeed(database.db)
})
afterAll(() => database?.drop())

/** A running settlement that is planned by an estimate of its transactions. Returns its number of parts. */
async function plan(db: Database, shape: Shape, estimate: number): Promise<number> {
  const { from, to } = rangeOf(shape)
  await sql`delete from jobs`.execute(db)
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end, estimated_rows, started_at)
    values ('RUNNING', ${from}, ${to}, 'UTC', day_range_start(${from}, 'UTC'), day_range_end(${to}, 'UTC'),
      ${estimate}, now())
    returning id`.execute(db)
  const id = rows[0]?.id ?? ''
  return await db.transaction().execute(async (trx) => {
    const parts = await insertParts(trx, id, batchSize)
    await markPlanned(trx, id)
    return parts
  })
}

/** The transactions in each open part, the largest first, of parts that have any. */
async function openParts(db: Database): Promise<number[]> {
  const { rows } = await sql<{ rows: number }>`
    select rows from settlement_batches as b, lateral (select count(*)::integer as rows from transactions as t
      where t.status = 'PAID' and (t.paid_at, t.id) >= (lower_paid_at, lower_id)
        and (t.paid_at, t.id) < (upper_paid_at, upper_id)) as counted
    where open and rows > 0 order by rows desc`.execute(db)
  return rows.map(({ rows }) => rows)
}

test.each(shapes)(
  'shape %s, planned as one part: after 14 batches no open part has more than four fifths of the rest',
  async (shape) => {
    const { db } = database
    await shapeTransactions(db, { shape, statistics: 'none' })
    expect(await plan(db, shape, 1)).toBe(1)
    for (let batch = 0; batch < 14; batch++) await sumNextBatch(db, batchSize)

    const parts = await openParts(db)
    const rest = parts.reduce((sum, rows) => sum + rows)
    expect(rest).toBeGreaterThan(15_000)
    expect(parts.length).toBeGreaterThanOrEqual(3)
    expect((parts[0] ?? 0) / rest).toBeLessThan(0.8)
  },
)

test('a million estimated transactions, or a thousand million, are at most 512 parts', async () => {
  const { db } = database
  await shapeTransactions(db, { shape: 'even', statistics: 'fresh' })
  expect(await plan(db, 'even', 16_000)).toBe(100)
  expect(Math.max(...(await openParts(db)))).toBeLessThanOrEqual(batchSize)
  expect(await plan(db, 'even', 1_000_000)).toBe(512)
  expect(await plan(db, 'even', 1_000_000_000)).toBe(512)
})

test('a range without transactions, in which thousands are estimated, is one empty part', async () => {
  const { db } = database
  await sql`truncate transactions`.execute(db)
  expect(await plan(db, 'even', 70_000)).toBe(1)
  expect(await sumNextBatch(db, batchSize)).toMatchObject({ row_count: 0 })
  expect(await sumNextBatch(db, batchSize)).toBeUndefined()
})

test('an open part of an unfinished plan, of a worker of the version before, is summed as one batch', async () => {
  const { db } = database
  await sql`truncate transactions`.execute(db)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', n, 0, 'PAID', timestamptz '2025-01-01Z' + n * interval '1 minute'
    from generate_series(1, 500) n`.execute(db)
  await plan(db, 'even', 1)
  await sql`update jobs set planned = false`.execute(db)
  expect(await sumNextBatch(db, batchSize)).toMatchObject({ batch_no: 0, row_count: 500 })
  expect(await openParts(db)).toEqual([])
})

test('the rest of an unfinished plan, of a worker of the version before, begins within an instant', async () => {
  const { db } = database
  await sql`truncate transactions restart identity`.execute(db)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', 1, 0, 'PAID', '2025-01-01 01:00Z' from generate_series(1, 1000)`.execute(db)
  await sql`delete from jobs`.execute(db)
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end, estimated_rows, started_at)
    values ('RUNNING', '2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z', 1000, now()) returning id`.execute(
    db,
  )
  const id = rows[0]?.id ?? ''
  await sql`insert into settlement_batches
      (job_id, batch_no, lower_paid_at, lower_id, upper_paid_at, upper_id, row_count)
    values (${id}, 0, '2025-01-01Z', ${leastId}, '2025-01-01 01:00Z', 401, 400)`.execute(db)
  await db.transaction().execute(async (trx) => {
    await insertParts(trx, id, batchSize)
    expect(await markPlanned(trx, id)).toBe(true)
  })
  while (await sumNextBatch(db, batchSize)) {}
  const sums = await sql`
    select sum(n)::integer as n from settlement_batches, unnest(txn_counts) as n`.execute(db)
  expect(sums.rows).toEqual([{ n: 1000 }])
})

test('a batch of an earlier attempt that had larger ones is summed as large again: processed does not go back', async () => {
  const { db } = database
  await sql`truncate transactions`.execute(db)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', 1, 0, 'PAID', timestamptz '2025-01-01Z' + n * interval '1 minute' from generate_series(1, 190) n`.execute(
    db,
  )
  await plan(db, 'even', 1)
  expect(await sumNextBatch(db, 190)).toMatchObject({ row_count: 190 })
  await sql`update settlement_batches set open = true`.execute(db)
  expect(await sumNextBatch(db, 50)).toMatchObject({ row_count: 190 })
})

test('a rest is divided although the transactions of its batch have vanished', async () => {
  const { db } = database
  await sql`truncate transactions`.execute(db)
  await sql`insert into transactions (id, merchant_id, amount_cents, fee_cents, status, paid_at)
    select n, 'm', 1, 0, 'PAID', '2025-01-01 01:00Z' from generate_series(100, 1000) n`.execute(db)
  for (const restId of [50, 100]) {
    const { rows } = await sql<{ part_no: number }>`
      select * from divide_rest('2025-01-01Z', 0, '2025-01-01 01:00Z', ${restId}, '2025-01-02Z', ${leastId}, true)`.execute(
      db,
    )
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.length).toBeLessThan(10)
  }
})
