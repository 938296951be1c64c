import { errorCode } from '@order-settlement/db/database-errors.ts'
import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { PeriodClosedError } from '@order-settlement/shared/settlements/closed-period.ts'
import {
  KeyReusedError,
  type StartedSettlement,
  startSettlement as startJob,
  type WantedSettlement,
} from '@order-settlement/shared/settlements/start-settlement.ts'
import type { PgBoss } from 'pg-boss'
import { startQueue } from '../jobs/queue-client.ts'
import { periodClosed } from '../periods/period-closed.ts'
import { invalidField, ProblemError } from '../problems/problem-error.ts'

const maxDays = 366
const dayMs = 24 * 60 * 60 * 1000

/**
 * Starts a settlement of whole local days, both included, or joins the same one that is queued or running.
 *
 * @param wanted `from` and `to` are days of the calendar
 * @throws ProblemError VALIDATION for an impossible range or zone, IDEMPOTENCY_KEY_REUSED, PERIOD_CLOSED
 */
export async function startSettlement(
  db: Database,
  boss: PgBoss,
  wanted: WantedSettlement,
): Promise<StartedSettlement> {
  checkRange(wanted)
  await startQueue(boss)
  return await runTransaction(db, (trx) => startJob(trx, boss, wanted)).catch((error: unknown) => {
    throw toProblem(error, wanted)
  })
}

function checkRange({ from, to }: WantedSettlement): void {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  // Not `days < 1`, which would accept NaN.
  if (!(days >= 1)) throw invalidField('/to', 'must not be before from')
  if (days > maxDays)
    throw invalidField('/to', `must be at most ${maxDays} days from from, both included`)
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
  if (errorCode(error) === '22023') return invalidField('/timezone', 'is not known to the database')
  if (errorCode(error) === '23514') return invalidField('/from', `does not exist in ${timezone}`)
  return error
}
