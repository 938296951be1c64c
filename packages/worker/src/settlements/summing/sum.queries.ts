import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

export interface Batch {
  job_id: string
  batch_no: number
}

export interface SummedBatch extends Batch {
  row_count: number
}

/**
 * Claims the open batch with the lowest number, stores its sums of each merchant and day, and marks it done:
 * one statement, one transaction, one round trip. Batches that another handler holds are skipped.
 *
 * The settlement's row is locked last and checked under that lock, so a cancel waits only briefly and no sum
 * commits after it. Nor does one of transactions as they were before a retry: that is another `started_at`.
 *
 * @param only the batch to claim; any if not given
 * @returns undefined if there was none to claim, or its settlement has ended
 */
export async function sumNextBatch(db: Database, only?: Batch): Promise<SummedBatch | undefined> {
  const wanted = only ? sql`and b.job_id = ${only.job_id} and b.batch_no = ${only.batch_no}` : sql``
  const { rows } = await sql<SummedBatch>`
    with batch as materialized (
      select b.*, j.timezone, j.from_date, j.to_date, j.started_at
      from settlement_batches as b join jobs as j on j.id = b.job_id
      where b.open and j.status = 'RUNNING' ${wanted}
      order by b.batch_no, b.job_id limit 1
      for update of b skip locked
    ),
    sums as (
      -- Rows of the last instant whose id is below the upper one belong to the batch too.
      select day, paid.*
      from batch, local_days(lower_paid_at, upper_paid_at + interval '1 microsecond', timezone), lateral (
        select merchant_id, count(*) as n, sum(amount_cents)::bigint as gross, sum(fee_cents)::bigint as fee
        from transactions as t
        where t.status = 'PAID' and t.paid_at >= starts_at and t.paid_at < ends_at
          and (t.paid_at, t.id) >= (lower_paid_at, lower_id)
          and (t.paid_at, t.id) < (upper_paid_at, upper_id)
        group by merchant_id
      ) as paid
      where day between from_date and to_date
    ),
    columns as (
      select array_agg(merchant_id) as merchant_ids, array_agg(day) as dates, array_agg(n) as txn_counts,
        array_agg(gross) as gross_cents, array_agg(fee) as fee_cents
      from sums
    ),
    running as (
      select columns.* from jobs as j, columns
      where j.id = (select job_id from batch) and j.status = 'RUNNING'
        and j.started_at is not distinct from (select started_at from batch)
      for share of j
    )
    update settlement_batches as b
    set done = true, open = false, snapshot_xmin = pg_snapshot_xmin(pg_current_snapshot()),
      cluster_mark = (select cluster_mark()),
      merchant_ids = running.merchant_ids, dates = running.dates, txn_counts = running.txn_counts,
      gross_cents = running.gross_cents, fee_cents = running.fee_cents
    from batch, running
    where b.job_id = batch.job_id and b.batch_no = batch.batch_no
    returning b.job_id, b.batch_no, b.row_count`.execute(db)
  return rows[0]
}

/** @returns the open batch with the lowest number, locked by a handler or not */
export async function findOpenBatch(db: Database): Promise<Batch | undefined> {
  return await db
    .selectFrom('settlement_batches')
    .innerJoin('jobs', 'jobs.id', 'settlement_batches.job_id')
    .select(['job_id', 'batch_no'])
    .where('open', '=', true)
    .where('jobs.status', '=', 'RUNNING')
    .orderBy('batch_no')
    .orderBy('job_id')
    .limit(1)
    .executeTakeFirst()
}

/**
 * What is left to sum in running settlements: whether batches are `open`, locked or not; whether `planning` will
 * store more; whether one is all `summed`, with its publish message not yet sent.
 */
export async function findMoreBatches(
  db: Database,
): Promise<{ open: boolean; planning: boolean; summed: boolean }> {
  const { rows } = await sql<{ open: boolean; planning: boolean; summed: boolean }>`
    with running as (
      select *, exists (select from settlement_batches where open and job_id = jobs.id) as open
      from jobs where status = 'RUNNING'
    )
    select coalesce(bool_or(open), false) as open, coalesce(bool_or(not planned), false) as planning,
      coalesce(bool_or(planned and not open and not publishing), false) as summed
    from running`.execute(db)
  return rows[0] ?? { open: false, planning: false, summed: false }
}
