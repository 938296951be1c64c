import { makePartition } from '@order-settlement/db/partitions/make-partitions.ts'
import { partitionedTables } from '@order-settlement/db/partitions/partitioned-tables.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { markPlanned } from '@order-settlement/shared/jobs/plan-job.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { insertParts } from '../src/settlements/planning/plan.queries.ts'
import { sumNextBatch } from '../src/settlements/summing/sum.queries.ts'

const { transactions } = partitionedTables

/** A settlement that is planned as one part. */
async function plan(db: Database, from: string, to: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end, estimated_rows, started_at)
    values ('RUNNING', ${from}, ${to}, 'UTC', day_range_start(${from}, 'UTC'), day_range_end(${to}, 'UTC'), 1, now())
    returning id`.execute(db)
  const id = rows[0]?.id ?? ''
  await db.transaction().execute(async (trx) => {
    await insertParts(trx, id, 50)
    await markPlanned(trx, id)
  })
}

async function sumAll(db: Database): Promise<void> {
  while (await sumNextBatch(db, 50)) {}
}

test('batches of a day read the partition of its month alone', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  for (const month of ['2025-01', '2025-02', '2025-03'])
    await makePartition(db, transactions, month)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', 1, 0, 'PAID', '2025-01-01Z'::timestamptz + n * interval '1 hour'
    from generate_series(0, 2000) as n`.execute(db)
  await plan(db, '2025-02-10', '2025-02-19')
  // What was read before.
  await sql`select pg_stat_force_next_flush()`.execute(db)
  await sql`select pg_stat_reset()`.execute(db)

  await sumAll(db)

  await sql`select pg_stat_force_next_flush()`.execute(db)
  const { rows } = await sql`
    select relname as read from pg_stat_user_tables
    where relid in (select relid from pg_partition_tree('transactions')) and seq_scan + idx_scan > 0`.execute(
    db,
  )
  const { rows: sums } = await sql`
    select sum(row_count)::integer as summed from settlement_batches`.execute(db)
  expect(sums).toEqual([{ summed: 240 }])
  expect(rows).toEqual([{ read: 'transactions_2025_02' }])
})

test('partitions that are made while a year is summed, and written at once: sums have what their snapshots show', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', 1, 0, 'PAID', timestamptz '2025-01-01Z' + n * interval '100 seconds'
    from generate_series(1, 20000) n`.execute(db)
  await plan(db, '2025-01-01', '2025-12-31')
  const made = ['2025-01']
  let summing = true
  const write = async () => {
    while (summing)
      await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
        values ('m', 1, 0, 'PAID', ${`${made.at(-1)}-01Z`}::timestamptz + random() * interval '27 days')`.execute(
        db,
      )
  }
  const make = async () => {
    for (let n = 2; n <= 12; n++) {
      const month = `2025-${String(n).padStart(2, '0')}`
      await makePartition(db, transactions, month).then(
        () => made.push(month),
        () => {},
      )
    }
  }
  const writing = Promise.all([write(), write()])
  await Promise.all([sumAll(db), sumAll(db), make()])
  await sumAll(db)
  summing = false
  await writing

  expect(made.length).toBeGreaterThan(5)
  const { rows } = await sql`
    select batch_no, row_count, shown from settlement_batches as b, lateral (
      select count(*) as shown
      from (
        select snapshot, since, lead(since, 1, 'infinity') over (order by since) as until
        from unnest(snapshots, snapshots_from) as taken (snapshot, since)
      ) as taken
      join transactions as t on paid_at >= since and paid_at < until and pg_visible_in_snapshot(written_xid, snapshot)
        and (paid_at, t.id) >= (lower_paid_at, lower_id) and (paid_at, t.id) < (upper_paid_at, upper_id)
    ) as expected where row_count <> shown`.execute(db)
  expect(rows).toEqual([])
})
