import { sharesDropped } from '@order-settlement/db/dropped-rows.ts'
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

interface SettledDay {
  date: string
  timezone: string
  /** Whether it has hours of a dropped month, so that it cannot be compared any more. */
  is_archived: boolean
}

/**
 * The days of a stretch whose transactions are not those of a settlement: they were never settled or have changed since.
 * Days without transactions and settlements count as settled. Each is read in a statement, so that none runs into its
 * timeout.
 */
export async function findUnsettledDays(trx: Trx, stretch: Stretch): Promise<string[]> {
  // The planner expects few groups and would sort all transactions of a day.
  await sql`select set_config('enable_sort', 'off', true)`.execute(trx)
  const settled = await readSettledDays(trx, stretch)
  const found: string[] = []
  for (const day of settled) {
    if (!day.is_archived && (await hasChanged(trx, day))) found.push(day.date)
  }
  await sql`select set_config('enable_sort', 'on', true)`.execute(trx)
  return [...found, ...(await findUncovered(trx, stretch, settled))]
}

/** The days that a completed job has settled and that share an instant with the stretch. */
async function readSettledDays(trx: Trx, { since, until }: Stretch): Promise<SettledDay[]> {
  const { rows } = await sql<SettledDay>`
    select date, timezone, ${sharesDropped(
      sql`day_range_start(date, timezone)`,
      sql`day_range_end(date, timezone)`,
    )} as is_archived
    from (${lastCompletedDays}) as days
    where day_range_start(date, timezone) < ${until} and day_range_end(date, timezone) > ${since}
    order by date`.execute(trx)
  return rows
}

/** The days of a stretch that are being settled. */
export async function findRunningDays(
  trx: Trx,
  { since, until, through }: Stretch,
): Promise<string[]> {
  const { rows } = await sql<{ date: string }>`
    select distinct date::date from jobs,
      generate_series(from_date, least(to_date, ${through}::date), interval '1 day') as date
    where ${jobIsOpen} and not dry_run and range_start < ${until} and range_end > ${since}`.execute(
    trx,
  )
  return rows.map(({ date }) => date)
}

async function hasChanged(trx: Trx, { date, timezone }: SettledDay): Promise<boolean> {
  const day = sql`(select ${date}::date as date, ${timezone}::text as timezone)`
  const { rows } = await sql`
    with settled as (select * from settlements where date = ${date}::date),
    source as (${sumTransactions(day)})
    select from settled full join source using (merchant_id, date)
      left join merchants on merchants.id = merchant_id
    where ${sumsDiffer} or settled.currency <> merchants.currency
    limit 1`.execute(trx)
  return rows.length > 0
}

/** Days with transactions that no completed job covers, each found by its first transaction in the index. */
async function findUncovered(
  trx: Trx,
  { since, until, timezone }: Stretch,
  settled: SettledDay[],
): Promise<string[]> {
  const [dates, timezones] = [settled.map(({ date }) => date), settled.map((day) => day.timezone)]
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
