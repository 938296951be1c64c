import { markChecked, markPlanned } from '@order-settlement/shared/jobs/plan-job.ts'
import { planQueue, sendMessage } from '@order-settlement/shared/jobs/queues.ts'
import { startJob } from '@order-settlement/shared/jobs/start-job.ts'
import type { SettlementJob } from '../../job.ts'
import type { Worker } from '../../worker.ts'
import { failSettlement } from '../failing/fail-settlement.ts'
import { publishWhenSummed } from '../publishing/publish-when-summed.ts'
import { startSumming } from '../summing/start-summing.ts'
import { closeUnchangedBatches, insertParts, lockPlan } from './plan.queries.ts'

/** Batches that are checked at once: few, since orders have priority only between two checks. */
const chunk = 4

/**
 * Divides a settlement's range into parts and starts summing. A retried settlement keeps its batches, and the sums
 * that are still exact.
 *
 * Idempotent: one planner of a settlement at a time (`lockPlan`), whose parts and mark commit together; it does
 * nothing for a settlement that is planned or has ended. A worker that stops sends the message again.
 */
export const planJob: SettlementJob = {
  queue: planQueue,
  // Two, so that a small settlement need not wait for the check of a large one.
  concurrency: () => 2,
  async handler(worker, { job_id }) {
    const { db, boss, stopping } = worker
    const job = await db.transaction().execute((trx) => startJob(trx, job_id))
    if (!job) return
    if (job.checking) await checkBatches(worker, job_id)
    if (!job.planned) await storeParts(worker, job_id)
    // A retry.
    else await db.transaction().execute((trx) => startSumming(boss, trx))
    if (!job.checking) return
    if (stopping.aborted) {
      // The next planner checks the rest.
      await db.transaction().execute((trx) => sendMessage(boss, trx, planQueue, { job_id }))
    }
    // All sums may have been kept.
    await publishWhenSummed(worker)
  },
  onError: (worker, { job_id }, error) => failSettlement(worker, job_id, error),
}

/** Closes the batches of an earlier attempt whose sums are still exact. The others may then be summed again. */
async function checkBatches({ db, stopping, throttle }: Worker, jobId: string) {
  let after = -1
  let more = true
  while (more && !stopping.aborted) {
    const { checked, last } = await throttle(() =>
      closeUnchangedBatches(db, jobId, { after, count: chunk }),
    )
    after = last ?? after
    more = checked === chunk
  }
  if (!more) await db.transaction().execute((trx) => markChecked(trx, jobId))
}

async function storeParts({ db, boss, logger, batchSize }: Worker, jobId: string): Promise<void> {
  const parts = await db.transaction().execute(async (trx) => {
    await lockPlan(trx, jobId)
    const stored = await insertParts(trx, jobId, batchSize)
    // Not if the settlement ended, or if another planner was faster.
    if (!(await markPlanned(trx, jobId))) return undefined
    await startSumming(boss, trx)
    return stored
  })
  if (parts !== undefined) logger.info({ job_id: jobId, parts }, 'settlement planned')
}
