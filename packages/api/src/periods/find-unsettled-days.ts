import {
  lastCompletedDays,
  sumsDiffer,
  sumTransactions,
} from '@order-settlement/db/settled-days.ts'
import type { Trx } from '@order-settlement/db/tables.ts'
import { jobIsOpen } from '@order-settlement/shared/jobs/job-state.ts'
import { sql } from 'kysely'

/** What is closed now, and was not before. */
export interface Stretch {
  /** Included; `-infinity` if nothing was closed. */
  since: Date | '-infinity'
  /** Excluded. */
  until: Date
  through: string
  timezone: string
}

/** Days in a statement, so that none runs into its timeout. */
const chunk = 7

interface SettledDays {
  dates: string[]
  timezones: string[]
}

/**
 * The days of a stretch whose transactions are not those of a settlement: they were never settled, changed since, or
 * are being settled. Days without transactions and settlements count as settled.
 */
export async function findUnsettledDays(trx: Trx, stretch: Stretch): Promise<string[]> {
  const settled = await readSettledDays(trx, stretch)
  const found = await findRunning(trx, stretch)
  for (let start = 0; start < settled.dates.length; start += chunk) {
    found.push(
      ...(await findChanged(trx, {
        dates: settled.dates.slice(start, start + chunk),
        timezones: settled.timezones.slice(start, start + chunk),
      })),
    )
  }
  found.push(...(await findUncovered(trx, stretch, settled)))
  return [...new Set(found)].toSorted()
}

/** The days that a completed job has settled and that share an instant with the stretch. */
async function readSettledDays(trx: Trx, { since, until }: Stretch): Promise<SettledDays> {
  const { rows } = await sql<{ date: string; timezone: string }>`
    select date, timezone from (${lastCompletedDays}) as days
    where day_range_start(date, timezone) < ${until} and day_range_end(date, timezone) > ${since}
    order by date`.execute(trx)
  return { dates: rows.map(({ date }) => date), timezones: rows.map(({ timezone }) => timezone) }
}

async function findRunning(trx: Trx, { since, until, through }: Stretch): Promise<string[]> {
  const { rows } = await sql<{ date: string }>`
    select distinct date::date from jobs,
      generate_series(from_date, least(to_date, ${through}::date), interval '1 day') as date
    where ${jobIsOpen} and not dry_run and range_start < ${until} and range_end > ${since}`.execute(
    trx,
  )
  return rows.map(({ date }) => date)
}

async function findChanged(trx: Trx, { dates, timezones }: SettledDays): Promise<string[]> {
  const days = sql`(select * from unnest(${dates}::date[], ${timezones}::text[]) as days (date, timezone))`
  const { rows } = await sql<{ date: string }>`
    with settled as (select * from settlements where date = any(${dates}::date[])),
    source as (${sumTransactions(days)})
    select distinct date from settled full join source using (merchant_id, date)
      left join merchants on merchants.id = merchant_id
    where ${sumsDiffer} or settled.currency <> merchants.currency`.execute(trx)
  return rows.map(({ date }) => date)
}

/** Days with transactions that no completed job covers, each found by its first transaction in the index. */
async function findUncovered(
  trx: Trx,
  { since, until, timezone }: Stretch,
  { dates, timezones }: SettledDays,
): Promise<string[]> {
  const firstPaid = (from: string, to: string) => sql`
    select paid_at from transactions
    where status = 'PAID' and paid_at >= ${sql.raw(from)} and paid_at < ${sql.raw(to)} and paid_at > '-infinity'
    order by paid_at limit 1`
  const { rows } = await sql<{ date: string }>`
    with recursive uncovered as (
      select unnest(tstzmultirange(tstzrange(${since}, ${until})) - coalesce((
        select range_agg(tstzrange(day_range_start(date, timezone), day_range_end(date, timezone)))
        from unnest(${dates}::date[], ${timezones}::text[]) as days (date, timezone)
      ), '{}')) as stretch
    ),
    found as (
      select (paid_at at time zone ${timezone})::date as date, upper(stretch) as ends_at
      from uncovered cross join lateral (${firstPaid('lower(stretch)', 'upper(stretch)')}) as first
      union all
      select (paid_at at time zone ${timezone})::date, ends_at
      from found cross join lateral day_range_end(found.date, ${timezone}) as day_end
        cross join lateral (${firstPaid('day_end', 'ends_at')}) as next
    )
    select distinct date from found`.execute(trx)
  return rows.map(({ date }) => date)
}
