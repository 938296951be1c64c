import { turnPruningOff } from '@order-settlement/db/partitions/turn-pruning-off.ts'
import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/** The smallest bigint: the key of an instant and this sorts before all rows of the instant. */
const beforeAllIds = sql.lit('-9223372036854775808')

/** Share of a batch that a part should fill, so that the estimate may be too low without a second batch for the rest. */
const expectedFill = 0.8

/** Parts at most, so that the time to plan, and to find the next part, does not grow with the rows. */
const maxParts = 512

/** Allows one planner of a settlement at a time, also one of the version before, which does not lock the job's row. */
export async function lockPlan(trx: Trx, jobId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${jobId}, 0))`.execute(trx)
}

/**
 * Stores the parts of a settlement's range, each of about a batch: by the job's estimate of its rows, in equal times
 * between the first row and the last. Rows are not read. A part with more rows than a batch is divided while it is
 * summed (`sum_next_batch` in the database). If a worker of the version before has planned a part of the range, only
 * the rest is stored.
 *
 * It locks the job's row, so that parts and mark (`markPlanned`) commit together or the job has ended.
 *
 * @param batchSize rows in a batch at most
 * @returns how many; 0 if the settlement is planned or not running
 */
export async function insertParts(trx: Trx, jobId: string, batchSize: number): Promise<number> {
  await turnPruningOff(trx)
  const { numAffectedRows } = await sql`
    with job as (
      select jobs.id, range_end, coalesce(batch_no + 1, 0) as first_no,
        coalesce(upper_paid_at, range_start) as lower_paid_at, coalesce(upper_id, ${beforeAllIds}) as lower_id,
        least(ceil(estimated_rows / ${batchSize * expectedFill}::float8), ${maxParts}) as parts
      from jobs left join lateral (
        select * from settlement_batches where job_id = jobs.id order by batch_no desc limit 1
      ) as last on true
      where jobs.id = ${jobId} and status = 'RUNNING' and not planned
      for update of jobs
    ),
    paid as (
      select min(paid_at) as first_at, max(paid_at) as last_at from transactions
      where status = 'PAID' and paid_at >= (select lower_paid_at from job) and paid_at < (select range_end from job)
    ),
    cuts as (
      select lower_paid_at as paid_at, lower_id as id from job
      union
      select at, ${beforeAllIds}
      from job, paid, generate_series(1, parts::integer - 1) as i, lateral (
        select first_at + make_interval(secs => extract(epoch from last_at - first_at)::float8 * i / parts) as at
      ) as cut
      -- None where there are no rows.
      where at > lower_paid_at
    )
    insert into settlement_batches
      (job_id, batch_no, turn, lower_paid_at, lower_id, upper_paid_at, upper_id, row_count)
    select job.id, first_no + i, first_no + i, paid_at, cuts.id, upper_paid_at, upper_id, 0
    from job, (
      select *, row_number() over keys - 1 as i,
        lead(paid_at, 1, (select range_end from job)) over keys as upper_paid_at,
        lead(id, 1, ${beforeAllIds}) over keys as upper_id
      from cuts window keys as (order by paid_at, id)
    ) as cuts
    where (paid_at, cuts.id) < (upper_paid_at, upper_id)`.execute(trx)
  return Number(numAffectedRows ?? 0)
}

/**
 * Closes open batches whose sums from an earlier attempt are still exact: the batch has as many transactions
 * as were summed, and each is older than the sums. A changed transaction is a new row version with a newer xmin.
 * The ids of transactions compare within one cluster only: after a restore into another one no sums are kept.
 * Nor are sums of more than a billion transaction ids ago, since the 32 bits of an xmin compare over two billion.
 * Batches that are locked are left open: a handler sums them, or the job is being retried. So this waits for the
 * job's row alone, as a sum does.
 *
 * @param after number of the last batch that was checked; -1 for none
 * @param count batches to check at most
 * @returns how many were checked, and the number of the last; none if the settlement is not running
 */
export async function closeUnchangedBatches(
  db: Database,
  jobId: string,
  { after, count }: { after: number; count: number },
): Promise<{ checked: number; last: number | null }> {
  return await db.transaction().execute(async (trx) => {
    await turnPruningOff(trx)
    const { rows } = await closeBatches(jobId, { after, count }).execute(trx)
    return rows[0] ?? { checked: 0, last: null }
  })
}

function closeBatches(jobId: string, { after, count }: { after: number; count: number }) {
  return sql<{ checked: number; last: number | null }>`
    with job as materialized (
      select id, started_at from jobs where id = ${jobId} and status = 'RUNNING'
    ),
    batches as (
      select batch_no from settlement_batches
      where job_id = (select id from job) and batch_no > ${after}
      order by batch_no limit ${count}
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
          -- Which chooses the partitions.
          and t.paid_at >= b.lower_paid_at and t.paid_at <= b.upper_paid_at
      ) as now
      where older and cluster_mark = (select cluster_mark())
        and pg_snapshot_xmax(pg_current_snapshot())::text::bigint - snapshot_xmin::text::bigint < 1000000000
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
    select count(*)::integer as checked, max(batch_no) as last from batches`
}
