import { errorCode } from '@order-settlement/db/database-errors.ts'
import { closeSettlement } from '@order-settlement/shared/jobs/end-job.ts'
import type { Worker } from '../worker.ts'
import { ProofError } from './publishing/publish.job.ts'

/** Ends a settlement as FAILED with a sentence for the operator; the cause goes to the log. */
export async function failSettlement(worker: Worker, jobId: string, cause: unknown): Promise<void> {
  if (await close(worker, jobId, explain(cause, worker.settlementDir))) {
    worker.logger.error({ err: cause, job_id: jobId }, 'settlement failed')
  }
}

/** Ends a settlement that pg-boss gave up: every worker that took it died or fell silent. */
export async function failDeadSettlement(worker: Worker, jobId: string): Promise<void> {
  const error =
    'Every worker that took this settlement stopped before it was done. See the workers’ logs, then retry it.'
  if (await close(worker, jobId, error)) {
    worker.logger.error({ job_id: jobId }, 'settlement given up')
  }
}

/** @returns whether the settlement was still under way, and ended by this */
async function close(
  { db, boss, metrics }: Worker,
  jobId: string,
  error: string,
): Promise<boolean> {
  const found = await db
    .transaction()
    .execute((trx) => closeSettlement(trx, boss, jobId, { status: 'FAILED', error }))
  const ended = found === 'QUEUED' || found === 'RUNNING'
  if (ended) metrics.ended.inc({ status: 'FAILED' })
  return ended
}

function explain(cause: unknown, settlementDir: string): string {
  if (cause instanceof ProofError) {
    return 'The settlements and their CSV did not sum to the same, so nothing was published.'
  }
  switch (errorCode(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `No room is left in ${settlementDir} for the CSV. Make room, then retry the settlement.`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `The worker may not write to ${settlementDir}. Make it writable, then retry the settlement.`
    case 'ENOENT':
    case 'ENOTDIR':
      return `The directory ${settlementDir} is missing. Create it, then retry the settlement.`
    case '22003':
      return 'A merchant’s sum of a day does not fit into a 64-bit number of cents.'
    case '53100':
      return 'The database has no room left on its disk.'
    default:
      return 'The settlement failed unexpectedly; the worker’s log has the cause.'
  }
}
