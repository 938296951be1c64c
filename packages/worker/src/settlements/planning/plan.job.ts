import { markPlanned } from '@order-settlement/shared/jobs/plan-job.ts'
import { planQueue, sendMessage } from '@order-settlement/shared/jobs/queues.ts'
import { startJob } from '@order-settlement/shared/jobs/start-job.ts'
import type { SettlementJob } from '../../job.ts'
import type { Worker } from '../../worker.ts'
import { failSettlement } from '../failing/fail-settlement.ts'
import { publishWhenSummed } from '../publishing/publish-when-summed.ts'
import { startSumming } from '../summing/start-summing.ts'
import { closeUnchangedBatches, insertBatches, lockPlan } from './plan.queries.ts'

/** Batches in one transaction: few, since summing waits for its commit. */
const chunk = 4

/**
 * Divides a settlement's range into batches by keyset hops over the covering index, and starts summing as
 * soon as the first are stored. A retried settlement keeps its batches, and the sums that are still exact.
 *
 * Idempotent: continues after the last stored batch, one planner of a settlement at a time (`lockPlan`), and
 * does nothing for a settlement that is planned or has ended. A worker that stops sends the message again.
 */
export const planJob: SettlementJob = {
  queue: planQueue,
  // Two, so that a small settlement need not wait for the plan of a large one.
  concurrency: () => 2,
  async handler(worker, { job_id }) {
    const { db, boss } = worker
    const job = await db.transaction().execute((trx) => startJob(trx, job_id))
    if (job) {
      if (job.begun) await reuseBatches(worker, job_id)
      if (!job.planned) await storeBatches(worker, job_id)
      if (worker.stopping.aborted) {
        await db.transaction().execute((trx) => sendMessage(boss, trx, planQueue, { job_id }))
      } else {
        await db.transaction().execute((trx) => markPlanned(trx, job_id))
      }
    }
    await publishWhenSummed(worker)
  },
  onError: (worker, { job_id }, error) => failSettlement(worker, job_id, error),
}

/** Closes the batches of an earlier attempt whose sums are still exact, and starts summing the others. */
async function reuseBatches({ db, boss, stopping, throttle }: Worker, jobId: string) {
  let checked = 0
  let more = true
  while (more && !stopping.aborted) {
    const count = await throttle(() =>
      closeUnchangedBatches(db, jobId, { from: checked, count: chunk }),
    )
    checked += count
    more = count === chunk
  }
  await db.transaction().execute((trx) => startSumming(boss, trx))
}

/** Stores batches until they cover the range. */
async function storeBatches(worker: Worker, jobId: string): Promise<void> {
  const { db, boss, logger, batchSize, stopping, throttle } = worker
  let summing = false
  let covered = false
  while (!covered && !stopping.aborted) {
    covered = await throttle(() =>
      db.transaction().execute(async (trx) => {
        await lockPlan(trx, jobId)
        const inserted = await insertBatches(trx, jobId, { batchSize, chunk })
        const last = inserted.at(-1)
        // The settlement ended, or another planner was faster.
        if (!last) return true
        // Once is enough: sum handlers stay while a settlement is being planned.
        if (!summing) await startSumming(boss, trx)
        summing = true
        if (last.is_last) {
          logger.info({ job_id: jobId, batches: last.batch_no + 1 }, 'settlement planned')
        }
        return last.is_last
      }),
    )
  }
}
