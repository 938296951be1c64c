import { errorCode } from '@order-settlement/db/database-errors.ts'
import type { Database, Trx } from '@order-settlement/db/tables.ts'
import {
  findClosedPeriod,
  PeriodClosedError,
} from '@order-settlement/shared/settlements/closed-period.ts'
import { invalidField, ProblemError } from '../problems/problem-error.ts'
import { changePeriod, type MadeChange } from './change-period.ts'
import { rememberDays } from './closed-days.queries.ts'
import { findUnsettledDays } from './find-unsettled-days.ts'
import { periodClosed } from './period-closed.ts'
import { insertChange, readDayEnd, selectChanges } from './periods.queries.ts'
import type { CloseRequest } from './periods.schemas.ts'

export interface WantedClose extends CloseRequest {
  timezone: string
  /** The idempotency key in its caller's scope. */
  key?: string | undefined
  /** Name of the request's API key. */
  createdBy: string | null
}

/** Days that a refusal names. */
const named = 100

/**
 * Closes all days through one that has ended. From then on no settlement of them is published and no import changes
 * them, in whatever zone. To close the same days again changes nothing.
 *
 * Every sale of the days is committed, and counts where they are compared with their settlements.
 *
 * @throws ProblemError PERIOD_NOT_ENDED, PERIOD_NOT_SETTLED, PERIOD_BUSY, IDEMPOTENCY_KEY_REUSED
 * @throws ProblemError PERIOD_CLOSED if later days are closed already; VALIDATION for an unknown zone
 */
export async function closePeriod(db: Database, wanted: WantedClose): Promise<MadeChange> {
  const { key, createdBy, through, timezone, reason = null, force = false } = wanted
  const request = { close: { through, timezone, reason, force } }
  const keyed = { key, request }
  return await changePeriod(db, keyed, async (trx) => {
    const until = await requireEnd(trx, through, timezone)
    const closed = await findClosedPeriod(trx)
    const [last] = await selectChanges(trx, undefined, 1)
    if (last && closed?.through === through && closed.timezone === timezone)
      return { row: last, made: false }
    // The date as well: further east a day ends earlier.
    if (closed && (until <= closed.closed_until || through < closed.through))
      throw periodClosed(new PeriodClosedError(closed))
    const stretch = {
      since: closed?.closed_until ?? ('-infinity' as const),
      until,
      through,
      timezone,
    }
    const unsettled = await findUnsettledDays(trx, stretch)
    if (unsettled.length > 0 && !force) throw notSettled(unsettled)
    await rememberDays(trx, stretch)
    const row = await insertChange(trx, keyed, {
      action: 'CLOSE',
      through,
      timezone,
      closed_until: until,
      reason,
      unsettled_days: unsettled,
      created_by: createdBy,
    })
    return { row, made: true }
  })
}

/** @returns the end of a day that has ended, and whose sales are all committed */
async function requireEnd(trx: Trx, day: string, timezone: string): Promise<Date> {
  const end = await readDayEnd(trx, day, timezone).catch((error: unknown) => {
    throw errorCode(error) === '22023'
      ? invalidField('/timezone', 'is not known to the database')
      : error
  })
  if (!end.has_ended) {
    throw new ProblemError('PERIOD_NOT_ENDED', `${day} has not ended in ${timezone}`, {
      ends_at: end.ends_at.toISOString(),
    })
  }
  if (end.is_running) {
    throw new ProblemError(
      'PERIOD_BUSY',
      `A transaction that began before ${day} ended in ${timezone} is still running`,
    )
  }
  return end.ends_at
}

function notSettled(days: string[]): ProblemError<'PERIOD_NOT_SETTLED'> {
  const detail = `${days.length} of the days are not settled as they are, the first is ${days[0]}`
  return new ProblemError('PERIOD_NOT_SETTLED', detail, { unsettled_days: days.slice(0, named) })
}
