import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { type MergingJob, mergedSums, planMergedSums } from './merged-sums.queries.ts'
import { afterColumns, beforeColumns, settledDays } from './settlement-changes.queries.ts'

/**
 * Records what `replaceSettlements` would record of a dry run, and changes no settlement. The settlements are those of
 * one snapshot, though other jobs may publish meanwhile.
 *
 * @throws 22003 from PostgreSQL if a sum exceeds 64 bits
 */
export async function compareSettlements(trx: Trx, job: MergingJob): Promise<void> {
  const { id, from_date, to_date, currency } = job
  await planMergedSums(trx)
  await sql`
    with merged as (
      select sums.*, coalesce(merchants.currency, ${currency}) as currency
      from (${mergedSums(job)}) as sums left join merchants on merchants.id = merchant_id
    ),
    settled as (
      select merchant_id, date, unique_run_id, gross_cents, fee_cents, net_cents, txn_count, refund_cents, refund_count,
        coalesce(currency, ${currency}) as before_currency
      from settlements where date between ${from_date}::date and ${to_date}::date
    ),
    settled_days as materialized (${settledDays(from_date, to_date)})
    insert into settlement_changes (${beforeColumns}, ${afterColumns})
    select ${id}::uuid, merchant_id, date, unique_run_id,
      gross_cents, fee_cents, net_cents, txn_count, refund_cents, refund_count, before_currency,
      gross, fee, gross - fee, n, refunded, refunds, currency
    from merged full join settled using (merchant_id, date)
    where (gross_cents, fee_cents, txn_count, refund_cents, refund_count, before_currency)
        is distinct from (gross, fee, n, refunded, refunds, currency)
      -- A merchant that would be gone was settled, so its day was.
      and (date in (select day from settled_days) or n is null)`.execute(trx)
  // For the trigger that refuses workers that do not know of dry runs.
  await sql`select set_config('order_settlement.dry_run', ${id}, true)`.execute(trx)
}
