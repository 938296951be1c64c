import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

export interface OversizedDay {
  merchant_id: string
  date: string
}

/**
 * Finds the first merchant and day of a job whose gross, fee, net or refunds, in cents, do not fit into 64 bits. It sums
 * all transactions of the range anew, in any number of digits, so it takes as long as the settlement.
 *
 * @returns undefined if there is none, such as after a correction
 */
export async function findOversizedDay(
  db: Database,
  jobId: string,
): Promise<OversizedDay | undefined> {
  const { rows } = await sql<OversizedDay>`
    with sums as (
      select merchant_id, day, sum(amount_cents) as gross, sum(fee_cents) as fee,
        coalesce(-sum(amount_cents) filter (where kind = 'REFUND'), 0) as refunded
      from jobs
      cross join lateral local_days(day_range_start(from_date, timezone), day_range_end(to_date, timezone), timezone)
      join transactions on transactions.status = 'PAID' and paid_at >= starts_at and paid_at < ends_at
      where jobs.id = ${jobId} and day between from_date and to_date
      group by merchant_id, day
    )
    select merchant_id, day::text as date from sums
    where greatest(gross, fee, gross - fee, refunded) > 9223372036854775807
      or least(gross, fee, gross - fee, refunded) < -9223372036854775808
    order by day, merchant_id limit 1`.execute(db)
  return rows[0]
}
