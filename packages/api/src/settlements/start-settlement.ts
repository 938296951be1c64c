import type { Database, JobStatus } from '@order-settlement/shared/database.ts'
import { errorCode } from '@order-settlement/shared/database-errors.ts'
import { planQueue, sendStep } from '@order-settlement/shared/queues.ts'
import type { PgBoss } from 'pg-boss'
import { startQueue } from '../queue-client.ts'
import { runTransaction } from '../run-transaction.ts'
import { invalidField, SettlementError } from './settlements.errors.ts'
import { findJobByKey, insertJob, type NewJob } from './settlements.queries.ts'

const maxDays = 366
const dayMs = 24 * 60 * 60 * 1000

export interface StartedSettlement {
  job_id: string
  status: JobStatus
  /** Whether the idempotency key brought back a job started before. */
  replayed: boolean
}

/**
 * Starts a settlement of whole local days, both included. The job's row, its key and the message that
 * makes a worker plan it commit together: none is ever there without the others.
 *
 * @param wanted `from` and `to` are real days of the calendar
 * @throws SettlementError VALIDATION for an impossible range or zone, IDEMPOTENCY_KEY_REUSED
 */
export async function startSettlement(
  db: Database,
  boss: PgBoss,
  wanted: NewJob,
): Promise<StartedSettlement> {
  refuseImpossibleRange(wanted)
  await startQueue(boss)
  return runTransaction(db, async (trx) => {
    const earlier = wanted.key === undefined ? undefined : await findJobByKey(trx, wanted.key)
    if (earlier) {
      refuseReusedKey(earlier, wanted)
      return { job_id: earlier.id, status: earlier.status, replayed: true }
    }
    const job = await insertJob(trx, wanted).catch((error: unknown) => {
      throw rangeRefusal(error, wanted)
    })
    await sendStep(boss, trx, planQueue, job.id)
    return { job_id: job.id, status: job.status, replayed: false }
  })
}

function refuseImpossibleRange({ from, to }: NewJob): void {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  if (days < 1) throw invalidField('/to', 'must not be before from')
  if (days > maxDays)
    throw invalidField('/to', `must be at most ${maxDays} days from from, both included`)
}

function refuseReusedKey(
  earlier: { from_date: string; to_date: string; timezone: string },
  { from, to, timezone }: NewJob,
): void {
  if (earlier.from_date === from && earlier.to_date === to && earlier.timezone === timezone) return
  throw new SettlementError(
    'IDEMPOTENCY_KEY_REUSED',
    'The Idempotency-Key belongs to a settlement with another body',
  )
}

/** What only the database can tell: the zones it knows, and the days that a zone skipped (Samoa, 2011-12-30). */
function rangeRefusal(error: unknown, { timezone }: NewJob): unknown {
  if (errorCode(error) === '22023') return invalidField('/timezone', 'is not known to the database')
  if (errorCode(error) === '23514') return invalidField('/from', `does not exist in ${timezone}`)
  return error
}
