import { errorCode } from '@order-settlement/db/database-errors.ts'
import { failJob } from '@order-settlement/shared/jobs/end-job.ts'
import { DaysArchivedError } from '@order-settlement/shared/settlements/archived-days.ts'
import { PeriodClosedError } from '@order-settlement/shared/settlements/closed-period.ts'
import { StoreError } from '@order-settlement/storage/settlement-store.ts'
import type { Worker } from '../../worker.ts'
import { ProofError } from '../publishing/proof-error.ts'
import { findOversizedDay, type OversizedDay } from './find-oversized-day.ts'

/** Every worker that took a message of the settlement crashed or stopped answering. */
export class WorkersLostError extends Error {
  override name = 'WorkersLostError'
}

/**
 * Ends a settlement as FAILED, with an error message for the operator; the cause goes to the log. Does nothing
 * if the settlement has ended already.
 */
export async function failSettlement(worker: Worker, jobId: string, cause: unknown): Promise<void> {
  const { db, boss, logger, metrics, store } = worker
  const error =
    errorCode(cause) === '22003'
      ? explainOversized(await findOversizedDay(db, jobId))
      : explain(cause, store.location)
  const failed = await db.transaction().execute((trx) => failJob(trx, boss, jobId, error))
  if (!failed) return
  metrics.ended.inc({ status: 'FAILED' })
  logger.error({ err: cause, job_id: jobId }, 'settlement failed')
}

function explainOversized(day: OversizedDay | undefined): string {
  if (!day) return 'A sum of a merchant’s day did not fit into a 64-bit number of cents. Retry it.'
  // Ids that SQL has inserted may have any characters.
  const merchant = JSON.stringify(day.merchant_id)
  return `The sums of merchant ${merchant} on ${day.date} do not fit into 64-bit numbers of cents. Correct its transactions of that day, then retry the settlement; settlements of other days do not need it.`
}

function explain(cause: unknown, location: string): string {
  if (cause instanceof StoreError) {
    return `The CSV could not be stored in ${location} (${cause.reason}), and nothing was published. Make it reachable, then retry the settlement.`
  }
  if (cause instanceof ProofError) {
    return 'The settlements and their CSV did not sum to the same, so nothing was published.'
  }
  if (cause instanceof WorkersLostError) {
    return 'Every worker that took this settlement stopped before it was done. See the workers’ logs, then retry it.'
  }
  if (cause instanceof PeriodClosedError) {
    const { through, timezone } = cause.period
    return `The days through ${through} in ${timezone} were closed before this settlement was published. Reopen them with POST /periods/reopen, then retry it.`
  }
  if (cause instanceof DaysArchivedError) {
    return `Transactions of ${cause.dropped.month} were archived and removed from the database before this dry run was done, so it was not compared.`
  }
  switch (errorCode(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `No room is left in ${location} for the CSV. Make room, then retry the settlement.`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `The worker may not write to ${location}. Make it writable, then retry the settlement.`
    case 'ENOENT':
    case 'ENOTDIR':
      return `The directory ${location} is missing. Create it, then retry the settlement.`
    case '53100':
      return 'The database has no room left on its disk.'
    default:
      return 'The settlement failed unexpectedly; the worker’s log has the cause.'
  }
}
