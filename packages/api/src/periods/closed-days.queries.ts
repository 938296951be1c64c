import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { Stretch } from './find-unsettled-days.ts'

/** Days in a statement, so that none runs into its timeout. */
const chunk = 7

/** Stores what each day of a stretch has, for the audit to compare. */
export async function rememberDays(trx: Trx, { since, until, timezone }: Stretch): Promise<void> {
  let from: Date | '-infinity' | undefined = since
  while (from !== undefined) from = await rememberSome(trx, { from, until, timezone })
}

/**
 * Stores what the days from the first transaction on have.
 *
 * @returns where to continue; undefined if there are no more transactions
 */
async function rememberSome(
  trx: Trx,
  { from, until, timezone }: { from: Date | '-infinity'; until: Date; timezone: string },
): Promise<Date | undefined> {
  const { rows } = await sql<{ ends_at: Date }>`
    with bounds as materialized (
      select greatest(${from}, day_range_start(day, ${timezone})) as starts_at,
        least(${until}, day_range_start(day + ${chunk}::integer, ${timezone})) as ends_at
      from (
        select (paid_at at time zone ${timezone})::date as day from transactions
        where status = 'PAID' and paid_at >= ${from} and paid_at < ${until} and paid_at > '-infinity'
        order by paid_at limit 1
      ) as first
    ),
    days as (
      select (paid_at at time zone ${timezone})::date as date, bounds.*,
        count(*) as n, sum(amount_cents) as gross, sum(fee_cents) as fee
      from bounds join transactions
        on status = 'PAID' and paid_at >= bounds.starts_at and paid_at < bounds.ends_at
      group by 1, 2, 3
    ),
    stored as (
      insert into closed_days (date, timezone, starts_at, ends_at, txn_count, gross_cents, fee_cents)
      select date, ${timezone}, greatest(starts_at, day_range_start(date, ${timezone})),
        least(ends_at, day_range_end(date, ${timezone})), n, gross, fee
      from days
    )
    select ends_at from bounds where ends_at < ${until}`.execute(trx)
  return rows[0]?.ends_at
}

/** Forgets the days from an instant on. What is left of a day, since periods of two zones meet in it, is counted anew. */
export async function forgetDays(trx: Trx, from: Date | '-infinity'): Promise<void> {
  await sql`
    update closed_days as closed set ends_at = ${from}, (txn_count, gross_cents, fee_cents) = (
      select count(*), coalesce(sum(amount_cents), 0), coalesce(sum(transactions.fee_cents), 0) from transactions
      where status = 'PAID' and paid_at >= starts_at and paid_at < ${from}
        and (paid_at at time zone closed.timezone)::date = closed.date
    ) where starts_at < ${from} and ends_at > ${from}`.execute(trx)
  await sql`delete from closed_days where starts_at >= ${from}`.execute(trx)
}
