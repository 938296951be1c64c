import type { Database, Trx } from '@order-settlement/db/tables.ts'
import {
  findClosedPeriod,
  PeriodClosedError,
} from '@order-settlement/shared/settlements/closed-period.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { toZoneProblem } from '../problems/to-zone-problem.ts'
import { changePeriod, type MadeChange } from './change-period.ts'
import { checkStretch, isCurrent, seeStretch } from './check-stretch.ts'
import { rememberDays } from './closed-days.queries.ts'
import { findRunningDays, type Stretch } from './find-unsettled-days.ts'
import { periodClosed } from './period-closed.ts'
import { findByKey, insertChange, readDayEnd, selectChanges } from './periods.queries.ts'
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
 * Every sale of the days is committed, and counts where they are compared with their settlements. Most of that is done
 * before imports and settlements are shut out, and again only if something has changed meanwhile.
 *
 * @throws ProblemError PERIOD_NOT_ENDED, PERIOD_NOT_SETTLED, PERIOD_BUSY, IDEMPOTENCY_KEY_REUSED
 * @throws ProblemError PERIOD_CLOSED if later days are closed already; VALIDATION for an unknown zone
 */
export async function closePeriod(db: Database, wanted: WantedClose): Promise<MadeChange> {
  const { key, createdBy, through, timezone, reason = null, force = false } = wanted
  const keyed = { key, request: { close: { through, timezone, reason, force } } }
  const seen = await seeStretch(db, async (trx) => {
    // The same is found out again under the lock.
    if (await findByKey(trx, keyed)) return undefined
    const found = await findStretch(trx, wanted)
    return found === 'closed' ? undefined : found
  })
  return await changePeriod(db, keyed, async (trx) => {
    const stretch = await findStretch(trx, wanted)
    const [last] = await selectChanges(trx, undefined, 1)
    if (stretch === 'closed' && last) return { row: last, made: false }
    if (stretch === 'closed') throw new Error('what is closed has a row in the journal')
    const isSeen = seen && (await isCurrent(trx, seen, stretch))
    const checked = isSeen ? seen : await checkStretch(trx, stretch)
    const running = await findRunningDays(trx, stretch)
    const unsettled = [...new Set([...checked.unsettled, ...running])].toSorted()
    if (unsettled.length > 0 && !force) throw notSettled(unsettled)
    await rememberDays(trx, timezone, checked.days)
    const row = await insertChange(trx, keyed, {
      action: 'CLOSE',
      through,
      timezone,
      closed_until: stretch.until,
      reason,
      unsettled_days: unsettled,
      created_by: createdBy,
    })
    return { row, made: true }
  })
}

/**
 * @returns what is to be closed; `closed` if exactly that is
 * @throws ProblemError PERIOD_NOT_ENDED, PERIOD_BUSY, PERIOD_CLOSED, VALIDATION
 */
async function findStretch(
  trx: Trx,
  { through, timezone }: WantedClose,
): Promise<Stretch | 'closed'> {
  const until = await requireEnd(trx, through, timezone)
  const closed = await findClosedPeriod(trx)
  if (closed?.through === through && closed.timezone === timezone) return 'closed'
  // The date as well: further east a day ends earlier.
  if (closed && (until <= closed.closed_until || through < closed.through))
    throw periodClosed(new PeriodClosedError(closed))
  return { since: closed?.closed_until ?? '-infinity', until, through, timezone }
}

/** @returns the end of a day that has ended, and whose sales are all committed */
async function requireEnd(trx: Trx, day: string, timezone: string): Promise<Date> {
  const end = await readDayEnd(trx, day, timezone).catch((error: unknown) => {
    throw toZoneProblem(error, '/timezone')
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
