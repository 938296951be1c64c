import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { Stretch } from './find-unsettled-days.ts'

/** What a day has, of a stretch. */
export interface DaySum {
  date: string
  /** Included, as text. */
  starts_at: string
  /** Excluded. */
  ends_at: string
  txn_count: string
  gross_cents: string
  fee_cents: string
}

/** Sums the days of a stretch that have transactions, each in a statement, so that none runs into its timeout. */
export async function sumDays(trx: Trx, { since, until, timezone }: Stretch): Promise<DaySum[]> {
  const days: DaySum[] = []
  for (let from: Date | '-infinity' | undefined = since; from !== undefined; ) {
    const rows = await sumNextDay(trx, { from, until, timezone })
    days.push(...rows.map(({ rest_from: _, ...day }) => day))
    from = rows[0]?.rest_from ?? undefined
  }
  return days
}

/**
 * Sums the day of the first transaction from an instant on. Where a clock was set back over midnight there are two.
 *
 * @returns with where to continue, null at the end; none if there are no more transactions
 */
async function sumNextDay(
  trx: Trx,
  { from, until, timezone }: { from: Date | '-infinity'; until: Date; timezone: string },
): Promise<(DaySum & { rest_from: Date | null })[]> {
  const { rows } = await sql<DaySum & { rest_from: Date | null }>`
    with bounds as materialized (
      select greatest(${from}, day_range_start(day, ${timezone})) as starts_at,
        -- The later one: where a clock was set back over midnight, the next day starts before this one ends.
        least(${until}, greatest(day_range_start(day + 1, ${timezone}), day_range_end(day, ${timezone}))) as ends_at
      from (
        select (paid_at at time zone ${timezone})::date as day from transactions
        where status = 'PAID' and paid_at >= ${from} and paid_at < ${until} and paid_at > '-infinity'
        order by paid_at limit 1
      ) as first
    ),
    days as (
      select (paid_at at time zone ${timezone})::date as date, bounds.*,
        count(*) as txn_count, sum(amount_cents) as gross_cents, sum(fee_cents) as fee_cents
      from bounds join transactions
        on status = 'PAID' and paid_at >= bounds.starts_at and paid_at < bounds.ends_at
      group by 1, 2, 3
    )
    select date, greatest(starts_at, day_range_start(date, ${timezone}))::text as starts_at,
      least(ends_at, day_range_end(date, ${timezone}))::text as ends_at, txn_count, gross_cents, fee_cents,
      nullif(ends_at, ${until}) as rest_from
    from days`.execute(trx)
  return rows
}

/** Stores what days have, for the audit to compare. */
export async function rememberDays(trx: Trx, timezone: string, days: DaySum[]): Promise<void> {
  const column = (name: keyof DaySum) => sql`${days.map((day) => day[name])}`
  await sql`
    insert into closed_days (timezone, date, starts_at, ends_at, txn_count, gross_cents, fee_cents)
    select ${timezone}, * from unnest(${column('date')}::date[], ${column('starts_at')}::timestamptz[],
      ${column('ends_at')}::timestamptz[], ${column('txn_count')}::bigint[], ${column('gross_cents')}::bigint[],
      ${column('fee_cents')}::bigint[])`.execute(trx)
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
