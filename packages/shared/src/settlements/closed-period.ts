import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/** All instants before the end of the day `through` in `timezone`. */
export interface ClosedPeriod {
  through: string
  timezone: string
  closed_until: Date
}

/** The days of a settlement are closed, so it must not change them. */
export class PeriodClosedError extends Error {
  override name = 'PeriodClosedError'
  readonly period: Pick<ClosedPeriod, 'through' | 'timezone'>

  constructor({ through, timezone }: Pick<ClosedPeriod, 'through' | 'timezone'>) {
    super(`days through ${through} in ${timezone} are closed`)
    this.period = { through, timezone }
  }
}

/** @returns the period that is closed; undefined if none is */
export async function findClosedPeriod(db: Database): Promise<ClosedPeriod | undefined> {
  const last = await db
    .selectFrom('period_changes')
    .select(['through', 'timezone', 'closed_until'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last || last.through === null || last.closed_until === null) return undefined
  return { through: last.through, timezone: last.timezone, closed_until: last.closed_until }
}

/**
 * Keeps the closed period as it is until the transaction ends. Imports and settlements share the lock; closing and
 * reopening exclude them, and take no other lock that these take, so no cycle can form.
 */
export async function lockPeriods(trx: Trx, mode: 'shared' | 'exclusive'): Promise<void> {
  const lock = mode === 'shared' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`
  await sql`select ${lock}(hashtext('periods'), 0)`.execute(trx)
}

/** Days of a settlement. */
export interface SettledRange {
  from: string
  to: string
  timezone: string
}

/**
 * A range is closed if it has a closed instant, in whatever zone it was closed. So is one that has a closed date: it
 * would replace the settlements of that date, though in zones more than 24 hours apart they share no instant.
 *
 * @throws PeriodClosedError if a day of the range is closed
 */
export async function refuseClosedDays(trx: Trx, { from, timezone }: SettledRange): Promise<void> {
  const closed = await findClosedPeriod(trx)
  if (!closed) return
  const { rows } = await sql<{ is_closed: boolean }>`
    select day_range_start(${from}::date, ${timezone}) < ${closed.closed_until}
      or ${from}::date <= ${closed.through}::date as is_closed`.execute(trx)
  if (rows[0]?.is_closed) throw new PeriodClosedError(closed)
}
