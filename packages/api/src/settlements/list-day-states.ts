import type { Database, Trx } from '@order-settlement/db/tables.ts'
import {
  type ClosedPeriod,
  findClosedPeriod,
} from '@order-settlement/shared/settlements/closed-period.ts'
import { sql } from 'kysely'
import { invalidField } from '../problems/problem-error.ts'
import { toZoneProblem } from '../problems/to-zone-problem.ts'
import { type DayStateRow, selectDayStates, type WantedDays } from './day-states.queries.ts'
import type { DayState, DayStates } from './day-states.schemas.ts'
import { findRangeError } from './find-range-error.ts'
import { planByWrittenIndexes } from './plan-by-written-indexes.ts'

/**
 * The state of each day of a range, from one snapshot.
 *
 * @param wanted at most 366 days; `timezone` decides which of them have ended and are closed
 * @throws ProblemError VALIDATION for an impossible range or zone
 */
export async function listDayStates(db: Database, wanted: WantedDays): Promise<DayStates> {
  const wrong = findRangeError(wanted)
  if (wrong) throw invalidField('/querystring/to', wrong)
  const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  try {
    return await snapshot.execute(async (trx) => {
      await planByWrittenIndexes(trx)
      const rows = await selectDayStates(trx, wanted)
      const closedThrough = await findLastClosedDay(trx, wanted.timezone)
      const days = rows.map((row) => toDayState(row, closedThrough))
      return { timezone: wanted.timezone, days }
    })
  } catch (error) {
    throw toZoneProblem(error, '/querystring/timezone')
  }
}

/** The last day of which `refuseClosedDays` would refuse a settlement in the zone; undefined if no day is closed. */
async function findLastClosedDay(trx: Trx, timezone: string): Promise<string | undefined> {
  const closed = await findClosedPeriod(trx)
  return closed && (await readLastDay(trx, closed, timezone))
}

async function readLastDay(
  trx: Trx,
  { through, closed_until }: ClosedPeriod,
  timezone: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ date: string }>`
    select greatest(${through}::date,
      ((${closed_until}::timestamptz - interval '1 microsecond') at time zone ${timezone})::date)::text as date`.execute(
    trx,
  )
  return rows[0]?.date
}

function toDayState(row: DayStateRow, closedThrough: string | undefined): DayState {
  const isClosed = closedThrough !== undefined && row.date <= closedThrough
  return {
    date: row.date,
    state: isClosed ? 'CLOSED' : stateOf(row),
    has_ended: row.has_ended,
    job_id: row.job_id,
    job_timezone: row.job_timezone,
    settled_at: row.settled_at?.toISOString() ?? null,
    changed_transactions: row.changed === null ? null : Number(row.changed),
    archived: row.is_archived,
  }
}

function stateOf({ job_id, changed }: DayStateRow): DayState['state'] {
  if (job_id === null) return 'OPEN'
  return changed === null || changed === '0' ? 'SETTLED' : 'CHANGED'
}
