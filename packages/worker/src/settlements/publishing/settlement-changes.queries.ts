import { sql } from 'kysely'

/** The columns of `settlement_changes` that say what a merchant's day was before, in the order of their values. */
export const beforeColumns = sql`run_id, merchant_id, date, replaced_run_id,
  before_gross_cents, before_fee_cents, before_net_cents, before_txn_count,
  before_refund_cents, before_refund_count, before_currency`

/** Those that say what it is after. */
export const afterColumns = sql`after_gross_cents, after_fee_cents, after_net_cents, after_txn_count,
  after_refund_cents, after_refund_count, after_currency`

/** The days of a range that a job has settled. */
export function settledDays(from: string, to: string) {
  return sql`
    select distinct day::date from jobs, generate_series(
      greatest(from_date, ${from}::date), least(to_date, ${to}::date), interval '1 day') as day
    where status = 'COMPLETED' and not dry_run`
}
