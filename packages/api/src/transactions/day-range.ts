import type { Database } from '@order-settlement/db/tables.ts'
import { type RawBuilder, sql } from 'kysely'

/** A local day, and the instants that all of it lies between. */
export interface DayRange {
  date: string
  timezone: string
  /** Included, as text, which keeps microseconds. */
  starts_at: string
  /** Excluded. */
  ends_at: string
}

/**
 * The instants of a local day, as settlements cut it. A query of its own, since the planner estimates the rows between
 * values that it knows.
 *
 * @param timezone IANA
 * @throws 22023 from PostgreSQL for a zone that it does not know
 */
export async function readDayRange(
  db: Database,
  date: string,
  timezone: string,
): Promise<DayRange> {
  const { rows } = await sql<Pick<DayRange, 'starts_at' | 'ends_at'>>`
    select day_range_start(${date}::date, ${timezone})::text as starts_at,
      day_range_end(${date}::date, ${timezone})::text as ends_at`.execute(db)
  const { starts_at = '', ends_at = '' } = rows[0] ?? {}
  return { date, timezone, starts_at, ends_at }
}

/** Whether `paid_at` is on the day. Where a clock was set back over midnight, another day lies within the range. */
export function onDay({ date, timezone, starts_at, ends_at }: DayRange): RawBuilder<boolean> {
  return sql<boolean>`(paid_at >= ${starts_at}::timestamptz and paid_at < ${ends_at}::timestamptz
    and (paid_at at time zone ${timezone})::date = ${date}::date)`
}
