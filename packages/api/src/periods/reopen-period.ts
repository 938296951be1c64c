import { findDroppedMonth } from '@order-settlement/db/dropped-months.ts'
import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { findClosedPeriod } from '@order-settlement/shared/settlements/closed-period.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { changePeriod, type MadeChange } from './change-period.ts'
import { forgetDays } from './closed-days.queries.ts'
import { insertChange, readDayEnd } from './periods.queries.ts'
import type { ReopenRequest } from './periods.schemas.ts'

export interface WantedReopening extends ReopenRequest {
  /** The idempotency key in its caller's scope. */
  key?: string | undefined
  /** Name of the request's API key. */
  createdBy: string | null
}

/**
 * Reopens the days after `through`, in the zone in which they were closed; all days if it is null.
 *
 * @throws ProblemError PERIOD_NOT_CLOSED, PERIOD_ARCHIVED, PERIOD_BUSY, IDEMPOTENCY_KEY_REUSED
 */
export async function reopenPeriod(db: Database, wanted: WantedReopening): Promise<MadeChange> {
  const { key, createdBy, through, reason } = wanted
  const request = { reopen: { through, reason } }
  const keyed = { key, request }
  return await changePeriod(db, keyed, async (trx) => {
    const closed = await findClosedPeriod(trx)
    if (!closed) throw new ProblemError('PERIOD_NOT_CLOSED', 'No day is closed')
    const { timezone } = closed
    const until = through === null ? null : (await readDayEnd(trx, through, timezone)).ends_at
    if (until && until >= closed.closed_until) {
      throw new ProblemError(
        'PERIOD_NOT_CLOSED',
        `Only the days through ${closed.through} in ${timezone} are closed`,
      )
    }
    await requireKeptMonths(trx, until)
    await forgetDays(trx, until ?? '-infinity')
    const row = await insertChange(trx, keyed, {
      action: 'REOPEN',
      through,
      timezone,
      closed_until: until,
      reason,
      created_by: createdBy,
    })
    return { row, made: true }
  })
}

/** Months are dropped under the lock that the caller holds. What they had cannot be settled again. */
async function requireKeptMonths(trx: Trx, until: Date | null): Promise<void> {
  const dropped = await findDroppedMonth(trx, { from: until ?? undefined, to: undefined })
  if (!dropped) return
  throw new ProblemError(
    'PERIOD_ARCHIVED',
    `${dropped.month} is archived and no longer in the database, so it stays closed`,
    { ...dropped },
  )
}
