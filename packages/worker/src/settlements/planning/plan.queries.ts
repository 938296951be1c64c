import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/** The smallest bigint: the key of an instant and this sorts before all rows of the instant. */
const beforeAllIds = sql.lit('-9223372036854775808')

/** Allows one planner of a settlement at a time. An advisory lock, so that sums can commit meanwhile. */
export async function lockPlan(trx: Trx, jobId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${jobId}, 0))`.execute(trx)
}

/**
 * Stores the next batches of a settlement, each a keyset hop of `batchSize` rows after the last one; the
 * final batch ends where the range ends. All keys stay in the database, where an instant has microseconds.
 *
 * @param chunk batches at most
 * @returns the batches stored, in order; none if the settlement is planned or not running
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

/**
 * Closes open batches whose sums from an earlier attempt are still exact: the batch has as many transactions
 * as were summed, and each is older than the sums. A changed transaction is a new row version with a newer xmin.
 * The ids of transactions compare within one cluster only: after a restore into another one no sums are kept.
 * Batches that are locked are left open: a handler sums them, or the job is being retried. So this waits for the
 * job's row alone, as a sum does.
 *
 * @param from number of the first batch to check
 * @param count batches to check at most
 * @returns how many were checked; none if the settlement is not running
 */
export async function closeUnchangedBatches(
  db: Database,
  jobId: string,
  { from, count }: { from: number; count: number },
): Promise<number> {
  const { rows } = await sql<{ checked: number }>`
    with job as materialized (
      select id, started_at from jobs where id = ${jobId} and status = 'RUNNING'
    ),
    batches as (
      select batch_no from settlement_batches
      where job_id = (select id from job) and batch_no >= ${from} and batch_no < ${from + count}
    ),
    summed as (
      select * from settlement_batches
      where job_id = ${jobId} and batch_no in (select batch_no from batches) and open and done
      for update skip locked
    ),
    unchanged as (
      select batch_no from summed as b, lateral (
        select count(*) as n, coalesce(bool_and(age(t.xmin) > age(b.snapshot_xmin::xid)), true) as older
        from transactions as t
        where t.status = 'PAID' and (t.paid_at, t.id) >= (b.lower_paid_at, b.lower_id)
          and (t.paid_at, t.id) < (b.upper_paid_at, b.upper_id)
      ) as now
      where older and cluster_mark = (select cluster_mark())
        and n = (select coalesce(sum(of_merchant), 0) from unnest(txn_counts) as of_merchant)
    ),
    -- A retry meanwhile is another started_at, and transactions may have changed before it.
    running as (
      select from jobs as j
      where j.id = ${jobId} and j.status = 'RUNNING'
        and j.started_at is not distinct from (select started_at from job)
      for share of j
    ),
    closed as (
      update settlement_batches as b set open = false from unchanged, running
      where b.job_id = ${jobId} and b.batch_no = unchanged.batch_no and b.done
    )
    select count(*)::integer as checked from batches`.execute(db)
  return rows[0]?.checked ?? 0
}
