import { errorCode } from '@order-settlement/db/database-errors.ts'
import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import {
  KeyReusedError,
  type StartedSettlement,
  startSettlement as startJob,
  type WantedSettlement,
} from '@order-settlement/shared/settlements/start-settlement.ts'
import type { PgBoss } from 'pg-boss'
import { startQueue } from '../jobs/queue-client.ts'
import { invalidField, ProblemError } from '../problems/problem-error.ts'

const maxDays = 366
const dayMs = 24 * 60 * 60 * 1000

/**
 * Starts a settlement of whole local days, both included, or joins the same one that is under way.
 *
 * @param wanted `from` and `to` are real days of the calendar
 * @throws ProblemError VALIDATION for an impossible range or zone, IDEMPOTENCY_KEY_REUSED
 */
export async function startSettlement(
  db: Database,
  boss: PgBoss,
  wanted: WantedSettlement,
): Promise<StartedSettlement> {
  refuseImpossibleRange(wanted)
  await startQueue(boss)
  return await runTransaction(db, (trx) => startJob(trx, boss, wanted)).catch((error: unknown) => {
    throw refusalOf(error, wanted)
  })
}

function refuseImpossibleRange({ from, to }: WantedSettlement): void {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  // Not `days < 1`: a day that cannot be read gives NaN.
  if (!(days >= 1)) throw invalidField('/to', 'must not be before from')
  if (days > maxDays)
    throw invalidField('/to', `must be at most ${maxDays} days from from, both included`)
}

/** What only the database can tell: keys, the zones it knows, and the days that a zone skipped (Samoa, 2011-12-30). */
function refusalOf(error: unknown, { timezone }: WantedSettlement): unknown {
  if (error instanceof KeyReusedError) {
    return new ProblemError(
      'IDEMPOTENCY_KEY_REUSED',
      'The Idempotency-Key belongs to a settlement with another body',
    )
  }
  if (errorCode(error) === '22023') return invalidField('/timezone', 'is not known to the database')
  if (errorCode(error) === '23514') return invalidField('/from', `does not exist in ${timezone}`)
  return error
}
