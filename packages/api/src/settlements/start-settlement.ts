import { errorCode } from '@order-settlement/db/database-errors.ts'
import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { DaysArchivedError } from '@order-settlement/shared/settlements/archived-days.ts'
import { PeriodClosedError } from '@order-settlement/shared/settlements/closed-period.ts'
import {
  KeyReusedError,
  type StartedSettlement,
  startSettlement as startJob,
  type WantedSettlement,
} from '@order-settlement/shared/settlements/start-settlement.ts'
import type { PgBoss } from 'pg-boss'
import { dayArchived } from '../archives/month-archived.ts'
import { startQueue } from '../jobs/queue-client.ts'
import { periodClosed } from '../periods/period-closed.ts'
import { invalidField, ProblemError } from '../problems/problem-error.ts'
import { toZoneProblem } from '../problems/to-zone-problem.ts'
import { findRangeError } from './find-range-error.ts'

/**
 * Starts a settlement of whole local days, both included, or joins the same one that is queued or running.
 *
 * @param wanted `from` and `to` are days of the calendar
 * @throws ProblemError VALIDATION for an impossible range or zone, IDEMPOTENCY_KEY_REUSED, PERIOD_CLOSED, DAY_ARCHIVED
 */
export async function startSettlement(
  db: Database,
  boss: PgBoss,
  wanted: WantedSettlement,
): Promise<StartedSettlement> {
  const wrong = findRangeError(wanted)
  if (wrong) throw invalidField('/to', wrong)
  await startQueue(boss)
  return await runTransaction(db, (trx) => startJob(trx, boss, wanted)).catch((error: unknown) => {
    throw toProblem(error, wanted)
  })
}

/** Errors that only the database finds: used keys, unknown zones, and days that a zone skipped (Samoa, 2011-12-30). */
function toProblem(error: unknown, { timezone }: WantedSettlement): unknown {
  if (error instanceof KeyReusedError) {
    return new ProblemError(
      'IDEMPOTENCY_KEY_REUSED',
      'The Idempotency-Key belongs to a settlement with another body',
    )
  }
  if (error instanceof PeriodClosedError) return periodClosed(error)
  if (error instanceof DaysArchivedError) return dayArchived(error.dropped)
  if (errorCode(error) === '23514') return invalidField('/from', `does not exist in ${timezone}`)
  return toZoneProblem(error, '/timezone')
}
