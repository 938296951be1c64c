import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

// The statements of a worker of the version before, word by word, as it sends them while it is being replaced.

/** The smallest bigint: the key of an instant and this sorts before all rows of the instant. */
const beforeAllIds = sql.lit('-9223372036854775808')

export interface OldJob {
  id: string
  from_date: string
  to_date: string
}

export async function startJob(db: Database, id: string): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ status: 'RUNNING', started_at: sql<Date>`coalesce(started_at, clock_timestamp())` })
    .where('id', '=', id)
    .execute()
}

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

export async function markPlanned(db: Database, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ planned: true })
    .where('id', '=', id)
    .where('status', '=', 'RUNNING')
    .where('range_end', '=', ({ selectFrom }) =>
      selectFrom('settlement_batches')
        .select('upper_paid_at')
        .where('job_id', '=', id)
        .orderBy('batch_no', 'desc')
        .limit(1),
    )
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export async function sumNextBatch(db: Database): Promise<{ row_count: number } | undefined> {
  const { rows } = await sql<{ row_count: number }>`
    with batch as materialized (
      select b.*, j.timezone, j.from_date, j.to_date, j.started_at
      from settlement_batches as b join jobs as j on j.id = b.job_id
      where b.open and j.status = 'RUNNING'
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

/** Without the condition on the open batches, which the caller knows. */
export async function markPublishing(db: Database, id: string): Promise<void> {
  await db.updateTable('jobs').set({ publishing: true }).where('id', '=', id).execute()
}

export async function replaceSettlements(
  trx: Trx,
  { id, from_date, to_date }: OldJob,
  generatedAt: string,
): Promise<void> {
  // The planner has no statistics on the merged rows, nor on a table that was just filled, and may choose a
  // nested loop over the wrong index, which takes minutes.
  await sql`set local enable_nestloop = off`.execute(trx)
  await sql`
    with merged as materialized (
      select merchant_id, date, sum(n)::bigint as n, sum(gross)::bigint as gross, sum(fee)::bigint as fee
      from settlement_batches,
        unnest(merchant_ids, dates, txn_counts, gross_cents, fee_cents) as u (merchant_id, date, n, gross, fee)
      where job_id = ${id}
      group by merchant_id, date order by merchant_id, date
    ),
    written as (
      merge into settlements as s using merged as m
      on s.merchant_id = m.merchant_id and s.date = m.date
        and s.date between ${from_date}::date and ${to_date}::date
      when matched then update set gross_cents = gross, fee_cents = fee, net_cents = gross - fee,
        txn_count = n, generated_at = ${generatedAt}::timestamptz, unique_run_id = ${id}
      when not matched then insert
        (merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, generated_at, unique_run_id)
        values (m.merchant_id, m.date, gross, fee, gross - fee, n, ${generatedAt}::timestamptz, ${id})
      returning new.merchant_id, new.date, old.unique_run_id as replaced_run_id,
        old.gross_cents as before_gross, old.fee_cents as before_fee,
        old.net_cents as before_net, old.txn_count as before_n,
        new.gross_cents as gross, new.fee_cents as fee, new.net_cents as net, new.txn_count as n
    ),
    settled_days as materialized (
      select distinct day::date from jobs, generate_series(
        greatest(from_date, ${from_date}::date), least(to_date, ${to_date}::date), interval '1 day') as day
      where status = 'COMPLETED'
    )
    insert into settlement_changes
      (run_id, merchant_id, date, replaced_run_id,
        before_gross_cents, before_fee_cents, before_net_cents, before_txn_count,
        after_gross_cents, after_fee_cents, after_net_cents, after_txn_count)
    select ${id}::uuid, merchant_id, date, replaced_run_id,
      before_gross, before_fee, before_net, before_n, gross, fee, net, n
    from written
    where (before_gross, before_fee, before_n) is distinct from (gross, fee, n)
      and date in (select day from settled_days)`.execute(trx)

  await sql`
    with gone as (
      delete from settlements
      where date between ${from_date}::date and ${to_date}::date and unique_run_id <> ${id}
      returning *
    )
    insert into settlement_changes
      (run_id, merchant_id, date, replaced_run_id,
        before_gross_cents, before_fee_cents, before_net_cents, before_txn_count)
    select ${id}::uuid, merchant_id, date, unique_run_id, gross_cents, fee_cents, net_cents, txn_count
    from gone`.execute(trx)
}

export async function completeJob(trx: Trx, id: string, proof: object): Promise<void> {
  await trx
    .updateTable('jobs')
    .set({
      status: 'COMPLETED',
      finished_at: sql<Date>`clock_timestamp()`,
      proof: JSON.stringify(proof),
      total: sql<string>`(select coalesce(sum(row_count), 0) from settlement_batches where job_id = ${id} )`,
      processed: sql<string>`(select coalesce(sum(row_count), 0) from settlement_batches where job_id = ${id} and done)`,
    })
    .where('id', '=', id)
    .where('status', '=', 'RUNNING')
    .where('publishing', '=', true)
    .executeTakeFirstOrThrow()
  await trx.deleteFrom('settlement_batches').where('job_id', '=', id).execute()
}
