import type { Trx } from '@order-settlement/db/tables.ts'
import type { PublishingJob } from '@order-settlement/shared/jobs/publish-job.ts'
import { sql } from 'kysely'
import { type MergingJob, mergedSums, planMergedSums } from './merged-sums.queries.ts'
import { afterColumns, beforeColumns, settledDays } from './settlement-changes.queries.ts'

/**
 * Locks each day until the transaction ends, so that of two settlements that share days the later one replaces
 * all rows of the earlier one. Days are locked in ascending order, which rules out a deadlock.
 */
export async function lockDays(trx: Trx, { from_date, to_date }: PublishingJob): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('settlement-day'), day)
    from generate_series(${from_date}::date - date '2000-01-01', ${to_date}::date - date '2000-01-01')
      as day`.execute(trx)
}

/**
 * Replaces the days of a settlement by the merged sums of its batches, and records the changes on days that
 * were settled before. A day that was settled before currencies were kept counts as settled in the job's currency.
 *
 * @param generatedAt RFC 3339
 * @throws 22003 from PostgreSQL if a sum exceeds 64 bits
 */
export async function replaceSettlements(
  trx: Trx,
  job: MergingJob,
  generatedAt: string,
): Promise<void> {
  await planMergedSums(trx)
  await mergeSettlements(trx, job, generatedAt)
  await deleteOthers(trx, job)
}

async function mergeSettlements(trx: Trx, job: MergingJob, generatedAt: string): Promise<void> {
  const { id, from_date, to_date, currency } = job
  await sql`
    with written as (
      merge into settlements as s using (
        select merged.*, coalesce(merchants.currency, ${currency}) as currency
        from (${mergedSums(job)}) as merged left join merchants on merchants.id = merchant_id
      ) as m
      on s.merchant_id = m.merchant_id and s.date = m.date
        and s.date between ${from_date}::date and ${to_date}::date
      when matched then update set gross_cents = gross, fee_cents = fee, net_cents = gross - fee,
        txn_count = n, generated_at = ${generatedAt}::timestamptz, unique_run_id = ${id},
        refund_cents = refunded, refund_count = refunds, currency = m.currency
      when not matched then insert
        (merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, generated_at, unique_run_id,
          refund_cents, refund_count, currency)
        values (m.merchant_id, m.date, gross, fee, gross - fee, n, ${generatedAt}::timestamptz, ${id},
          refunded, refunds, m.currency)
      returning new.merchant_id, new.date, old.unique_run_id as replaced_run_id,
        old.gross_cents as before_gross, old.fee_cents as before_fee,
        old.net_cents as before_net, old.txn_count as before_n,
        old.refund_cents as before_refunded, old.refund_count as before_refunds,
        case when old.date is not null then coalesce(old.currency, ${currency}) end as before_currency,
        new.gross_cents as gross, new.fee_cents as fee, new.net_cents as net, new.txn_count as n,
        new.refund_cents as refunded, new.refund_count as refunds, new.currency
    ),
    settled_days as materialized (${settledDays(from_date, to_date)})
    insert into settlement_changes (${beforeColumns}, ${afterColumns})
    select ${id}::uuid, merchant_id, date, replaced_run_id,
      before_gross, before_fee, before_net, before_n, before_refunded, before_refunds, before_currency,
      gross, fee, net, n, refunded, refunds, currency
    from written
    where (before_gross, before_fee, before_n, before_refunded, before_refunds, before_currency)
        is distinct from (gross, fee, n, refunded, refunds, currency)
      and date in (select day from settled_days)`.execute(trx)
}

/** Deletes what an earlier settlement has of these days: merchants without transactions on a day. */
async function deleteOthers(
  trx: Trx,
  { id, from_date, to_date, currency }: MergingJob,
): Promise<void> {
  await sql`
    with gone as (
      delete from settlements
      where date between ${from_date}::date and ${to_date}::date and unique_run_id <> ${id}
      returning *
    )
    insert into settlement_changes (${beforeColumns})
    select ${id}::uuid, merchant_id, date, unique_run_id, gross_cents, fee_cents, net_cents, txn_count,
      refund_cents, refund_count, coalesce(currency, ${currency})
    from gone`.execute(trx)
}

/** Deletes the batches of a settlement with their sums. */
export async function deleteBatches(trx: Trx, jobId: string): Promise<void> {
  await trx.deleteFrom('settlement_batches').where('job_id', '=', jobId).execute()
}
