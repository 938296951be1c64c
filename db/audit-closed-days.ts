import { sql } from 'kysely'
import { sharesDropped } from './dropped-rows.ts'
import type { Trx } from './tables.ts'

/** A day of `closed_days` as it was when it was closed, and as its transactions are now; amounts in cents. */
export interface ClosedDay {
  date: string
  timezone: string
  closed_count: string
  count: string
  closed_gross_cents: string
  gross_cents: string
  closed_fee_cents: string
  fee_cents: string
}

/**
 * A correction of a closed day is dated when it is booked, so that it changes no closed day. Days that have hours of a
 * dropped month cannot be counted any more.
 */
export async function findChangedClosedDays(trx: Trx): Promise<ClosedDay[]> {
  const { rows } = await sql<ClosedDay>`
    with counted as (
      select closed.date, closed.timezone, closed.txn_count as closed_count, now.n as count,
        closed.gross_cents as closed_gross_cents, now.gross as gross_cents,
        closed.fee_cents as closed_fee_cents, now.fee as fee_cents
      from closed_days as closed cross join lateral (
        select count(*) as n, coalesce(sum(amount_cents), 0) as gross, coalesce(sum(fee_cents), 0) as fee
        from transactions where status = 'PAID' and paid_at >= starts_at and paid_at < ends_at
          and (paid_at at time zone closed.timezone)::date = closed.date
      ) as now
      where not ${sharesDropped(sql`closed.starts_at`, sql`closed.ends_at`)}
    ),
    -- Closed, and without transactions at that time.
    empty as (
      select unnest(tstzmultirange(tstzrange('-infinity', closed_until()))
        - (select coalesce(range_agg(tstzrange(starts_at, ends_at)), '{}') from closed_days)
        - (select coalesce(range_agg(tstzrange(starts_at, ends_at)), '{}') from archives
          where dropped_at is not null)) as stretch
    ),
    added as (
      select (paid_at at time zone timezone)::date as date, timezone,
        count(*) as n, sum(amount_cents) as gross, sum(fee_cents) as fee
      from empty
      cross join lateral (select timezone from period_changes order by id desc limit 1) as closed
      join transactions on status = 'PAID' and paid_at >= lower(stretch) and paid_at < upper(stretch)
        and paid_at > '-infinity'
      group by 1, 2
    )
    select * from counted
    where (closed_count, closed_gross_cents, closed_fee_cents) is distinct from (count, gross_cents, fee_cents)
    union all
    select date, timezone, 0, n, 0, gross, 0, fee from added
    order by date, timezone`.execute(trx)
  return rows
}
