import { type RawBuilder, sql } from 'kysely'

/** Each day with the zone of the last completed job that covers it. */
export const lastCompletedDays = sql`
  select distinct on (date) date::date, timezone,
    -- Jobs without a start, which only statements by hand write, are compared.
    coalesce(day_range_end(date::date, timezone) > started_at, false) as open
  from jobs, generate_series(from_date, to_date, interval '1 day') as date
  where status = 'COMPLETED' and not dry_run order by date, finished_at desc`

/**
 * What PAID transactions, or versions of them, sum to, under the names of `settlements`. What refunds took is a positive number,
 * within gross already. The worker and the proof have statements of their own: what proves shares nothing with what it proves.
 */
export const transactionSums = sql`
  count(*) as txn_count, coalesce(sum(amount_cents), 0) as gross_cents, coalesce(sum(fee_cents), 0) as fee_cents,
  coalesce(-sum(amount_cents) filter (where kind = 'REFUND'), 0) as refund_cents,
  count(*) filter (where kind = 'REFUND') as refund_count`

/**
 * What transactions sum to, by merchant and day, under names that `settlements` does not have.
 *
 * @param days a table of `date` and `timezone`
 */
export function sumTransactions(days: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select merchant_id, date, txn_count as n, gross_cents as gross, fee_cents as fee,
      refund_cents as refunded, refund_count as refunds
    from (
      select merchant_id, days.date, ${transactionSums}
      from ${days} as days join transactions on status = 'PAID'
        and paid_at >= day_range_start(days.date, timezone)
        and paid_at < day_range_end(days.date, timezone)
        and (paid_at at time zone timezone)::date = days.date
      group by merchant_id, days.date
    ) as sums`
}

/** Whether a row of `settlements` differs from one of `sumTransactions`. */
export const sumsDiffer = sql<boolean>`(
  gross_cents is distinct from gross or fee_cents is distinct from fee
  or txn_count is distinct from n
  or refund_cents is distinct from refunded or refund_count is distinct from refunds)`
