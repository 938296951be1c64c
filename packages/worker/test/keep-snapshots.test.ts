import { markPlanned } from '@order-settlement/shared/jobs/plan-job.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertParts } from '../src/settlements/planning/plan.queries.ts'
import { keepSnapshots } from '../src/settlements/publishing/keep-snapshots.ts'
import { sumNextBatch } from '../src/settlements/summing/sum.queries.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function insertJob(from: string, to: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end, estimated_rows, started_at)
    values ('RUNNING', ${from}, ${to}, 'UTC', ${from}::timestamptz, ${to}::timestamptz + interval '1 day', 1, now())
    returning id`.execute(database.db)
  return rows[0]?.id ?? ''
}

test('each snapshot of a batch is kept for its part of the range; a batch without one has that of publishing', async () => {
  const { db } = database
  const id = await insertJob('2025-01-01', '2025-01-04')
  await sql`insert into settlement_batches
      (job_id, batch_no, lower_paid_at, lower_id, upper_paid_at, upper_id, row_count, done, open, snapshots, snapshots_from)
    values (${id}, 1, '2025-01-01Z', 5, '2025-01-03Z', 9, 1, true, false,
        array['10:12:11', '13:13:']::pg_snapshot[], array['2025-01-01Z', '2025-01-02Z']::timestamptz[]),
      (${id}, 2, '2025-01-03Z', 9, '2025-01-05Z', 0, 1, true, false, null, null)`.execute(db)
  const transaction = db.transaction().setIsolationLevel('repeatable read')
  const now = await transaction.execute(async (trx) => {
    await keepSnapshots(trx, id)
    const { rows } = await sql<{ now: string }>`select pg_current_snapshot()::text as now`.execute(
      trx,
    )
    return rows[0]?.now
  })
  const { rows } = await sql`
    select lower_paid_at::date::text || ' ' || lower_id as lower, upper_paid_at::date::text || ' ' || upper_id as upper,
      snapshot::text, cluster = cluster_identifier() as here
    from summed_parts where job_id = ${id} order by lower_paid_at`.execute(db)
  const beforeAllIds = '-9223372036854775808'
  expect(rows).toEqual([
    {
      lower: '2025-01-01 5',
      upper: `2025-01-02 ${beforeAllIds}`,
      snapshot: '10:12:11',
      here: true,
    },
    { lower: `2025-01-02 ${beforeAllIds}`, upper: '2025-01-03 9', snapshot: '13:13:', here: true },
    { lower: '2025-01-03 9', upper: '2025-01-05 0', snapshot: now, here: true },
  ])
})

test('a batch of a year is summed day by day: transactions that commit meanwhile give it several snapshots', async () => {
  const { db } = database
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', 1, 0, 'PAID', timestamptz '2024-01-01 12:00Z' + n * interval '1 day'
    from generate_series(0, 365) n`.execute(db)
  const id = await insertJob('2024-01-01', '2024-12-31')
  await db.transaction().execute(async (trx) => {
    await insertParts(trx, id, 1000)
    await markPlanned(trx, id)
  })
  let summing = true
  const takeId = () => sql`select pg_current_xact_id()`.execute(db)
  const write = async () => {
    while (summing) await takeId()
  }
  // The pool has a connection for each before the batch is summed.
  await Promise.all([takeId(), takeId(), takeId()])
  const writing = [write(), write()]
  expect(await sumNextBatch(db, 1000)).toMatchObject({ row_count: 366 })
  summing = false
  await Promise.all(writing)
  const { rows } = await sql<{ snapshots: number; starts: number; ordered: boolean }>`
    select cardinality(snapshots) as snapshots, cardinality(snapshots_from) as starts,
      snapshots_from = array(select unnest(snapshots_from) order by 1)
        and snapshots_from[1] = lower_paid_at as ordered
    from settlement_batches where job_id = ${id}`.execute(db)
  expect(rows).toEqual([{ snapshots: rows[0]?.starts, starts: rows[0]?.starts, ordered: true }])
  expect(rows[0]?.snapshots).toBeGreaterThan(3)
})
