import type { Database, Trx } from '@order-settlement/shared/database.ts'
import { sql } from 'kysely'

/** Below every id, so that a key of an instant and this comes before all rows of that instant. */
const beforeAllIds = sql.lit('-9223372036854775808')

/** @returns whether the settlement runs now and still has to be planned */
export async function beginSettlement(db: Database, jobId: string): Promise<boolean> {
  const job = await db
    .updateTable('jobs')
    .set({ status: 'RUNNING', started_at: sql<Date>`coalesce(started_at, clock_timestamp())` })
    .where('id', '=', jobId)
    .where('status', 'in', ['QUEUED', 'RUNNING'])
    .where('planned', '=', false)
    .returning('id')
    .executeTakeFirst()
  return job !== undefined
}

/** Lets one planner of a settlement work at a time, without keeping its lanes from committing. */
export async function lockPlan(trx: Trx, jobId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${jobId}, 0))`.execute(trx)
}

/**
 * Stores the next batches of a settlement, each a keyset hop of `batchSize` rows after the last one; the
 * final batch ends where the range ends. All keys stay in the database, where an instant has microseconds.
 *
 * @param chunk batches at most
 * @returns the batches stored, in order; none if the settlement is planned or does not run
 */
export async function insertBatches(
  trx: Trx,
  jobId: string,
  { batchSize, chunk }: { batchSize: number; chunk: number },
): Promise<{ batch_no: number; is_last: boolean }[]> {
  const { rows } = await sql<{ batch_no: number; is_last: boolean }>`
    with recursive
    job as (
      select id, range_start, range_end from jobs
      where id = ${jobId} and status = 'RUNNING' and not planned
    ),
    start as (
      select job.*,
        coalesce(b.batch_no + 1, 0) as batch_no,
        coalesce(b.upper_paid_at, range_start) as lower_paid_at,
        coalesce(b.upper_id, ${beforeAllIds}) as lower_id
      from job left join lateral (
        select * from settlement_batches where job_id = job.id order by batch_no desc limit 1
      ) as b on true
    ),
    hops as (
      select start.*, 1 as hop, next.paid_at as next_paid_at, next.id as next_id
      from start left join lateral ${hop('start')} as next on true
      union all
      select h.*, next.paid_at, next.id
      from (
        select id, range_start, range_end, batch_no + 1 as batch_no,
          next_paid_at as lower_paid_at, next_id as lower_id, hop + 1 as hop
        from hops where next_id is not null and hop < ${chunk}
      ) as h left join lateral ${hop('h')} as next on true
    )
    insert into settlement_batches
      (job_id, batch_no, lower_paid_at, lower_id, upper_paid_at, upper_id, row_count)
    select id, batch_no, lower_paid_at, lower_id,
      coalesce(next_paid_at, range_end), coalesce(next_id, ${beforeAllIds}),
      case when next_id is not null then ${batchSize} else (
        select count(*) from transactions as t
        where t.status = 'PAID' and t.paid_at < hops.range_end
          and (t.paid_at, t.id) >= (hops.lower_paid_at, hops.lower_id)
      ) end
    from hops order by batch_no
    returning batch_no, upper_paid_at = (select range_end from job) as is_last`.execute(trx)
  return rows

  function hop(from: 'start' | 'h') {
    return sql`(
      select t.paid_at, t.id from transactions as t
      where t.status = 'PAID' and t.paid_at < ${sql.ref(`${from}.range_end`)}
        and (t.paid_at, t.id) >= (${sql.ref(`${from}.lower_paid_at`)}, ${sql.ref(`${from}.lower_id`)})
      order by t.paid_at, t.id offset ${batchSize} limit 1
    )`
  }
}

/** Says that the stored batches cover the whole range. */
export async function markPlanned(db: Database, jobId: string): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ planned: true })
    .where('id', '=', jobId)
    .where('status', '=', 'RUNNING')
    .execute()
}

export interface Batch {
  job_id: string
  batch_no: number
  row_count: number
}

/**
 * Claims the open batch with the lowest number until the transaction ends. One that another lane holds is
 * passed over.
 */
export async function claimBatch(trx: Trx): Promise<Batch | undefined> {
  return await trx
    .selectFrom('settlement_batches as b')
    .innerJoin('jobs as j', 'j.id', 'b.job_id')
    .select(['b.job_id', 'b.batch_no', 'b.row_count'])
    .where('b.done', '=', false)
    .where('j.status', '=', 'RUNNING')
    .orderBy('b.batch_no')
    .orderBy('b.job_id')
    .limit(1)
    .forUpdate('b')
    .skipLocked()
    .executeTakeFirst()
}

/** Stores the sums of each merchant and day of a claimed batch, and marks it done. */
export async function sumBatch(trx: Trx, { job_id, batch_no }: Batch): Promise<void> {
  await sql`
    with batch as (
      select b.*, j.timezone, j.from_date, j.to_date
      from settlement_batches as b join jobs as j on j.id = b.job_id
      where b.job_id = ${job_id} and b.batch_no = ${batch_no}
    ),
    sums as (
      select t.merchant_id, day, count(*) as n, sum(t.amount_cents) as gross, sum(t.fee_cents) as fee
      from batch, transactions as t,
        lateral (select (t.paid_at at time zone batch.timezone)::date as day)
      where t.status = 'PAID'
        and (t.paid_at, t.id) >= (batch.lower_paid_at, batch.lower_id)
        and (t.paid_at, t.id) < (batch.upper_paid_at, batch.upper_id)
        and day between batch.from_date and batch.to_date
      group by t.merchant_id, day
    ),
    columns as (
      select array_agg(merchant_id) as merchant_ids, array_agg(day) as dates,
        array_agg(n) as txn_counts, array_agg(gross) as gross_cents, array_agg(fee) as fee_cents
      from sums
    )
    update settlement_batches as b
    set done = true, merchant_ids = columns.merchant_ids, dates = columns.dates,
      txn_counts = columns.txn_counts, gross_cents = columns.gross_cents,
      fee_cents = columns.fee_cents
    from columns
    where b.job_id = ${job_id} and b.batch_no = ${batch_no}`.execute(trx)
}

/** @returns whether the settlement runs; if so it goes on running until this transaction ends */
export async function holdRunning(trx: Trx, jobId: string): Promise<boolean> {
  const job = await trx
    .selectFrom('jobs')
    .select('id')
    .where('id', '=', jobId)
    .where('status', '=', 'RUNNING')
    .forShare()
    .executeTakeFirst()
  return job !== undefined
}

/** Whether any running settlement has a batch to sum, held by a lane or not. */
export async function hasOpenBatches(db: Database): Promise<boolean> {
  const batch = await db
    .selectFrom('settlement_batches')
    .innerJoin('jobs', 'jobs.id', 'settlement_batches.job_id')
    .select('job_id')
    .where('done', '=', false)
    .where('jobs.status', '=', 'RUNNING')
    .limit(1)
    .executeTakeFirst()
  return batch !== undefined
}

/** @returns the settlements whose publishing is now due, each once in its life: all of its batches are summed */
export async function markPublishing(trx: Trx): Promise<string[]> {
  const jobs = await trx
    .updateTable('jobs')
    .set({ publishing: true })
    .where('status', '=', 'RUNNING')
    .where('planned', '=', true)
    .where('publishing', '=', false)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('settlement_batches')
            .select('batch_no')
            .whereRef('job_id', '=', 'jobs.id')
            .where('done', '=', false),
        ),
      ),
    )
    .returning('id')
    .execute()
  return jobs.map(({ id }) => id)
}

/** Drops the batches of a settlement that has ended, and their sums with them. */
export async function deleteBatches(db: Database | Trx, jobId: string): Promise<void> {
  await db.deleteFrom('settlement_batches').where('job_id', '=', jobId).execute()
}
