import { planQueue, sendStep } from '@order-settlement/shared/jobs/queues.ts'
import type { Worker } from '../../worker.ts'
import { publishWhenSummed } from '../publishing/publish-when-summed.ts'
import { wakeLanes } from '../summing/wake-lanes.ts'
import {
  beginSettlement,
  closeUnchangedBatches,
  insertBatches,
  lockPlan,
  markPlanned,
} from './batches.queries.ts'

/** Batches in one transaction: few, since lanes wait for its commit. */
const chunk = 4

/**
 * Cuts a settlement's range into batches by keyset hops over the covering index, and wakes lanes as
 * soon as the first are there. One that is retried keeps the batches it has, and the sums that still hold.
 *
 * Idempotent: it goes on after the last batch that is stored, and `lockPlan` lets one planner of a
 * settlement work at a time; a settlement that is planned or ended is left alone. Leaving hands over: whoever
 * takes the step goes on where it was.
 */
export async function planSettlement(worker: Worker, jobId: string): Promise<void> {
  const { db, boss } = worker
  const job = await beginSettlement(db, jobId)
  if (job) {
    if (job.begun) await reuseBatches(worker, jobId)
    if (!job.planned) await storeBatches(worker, jobId)
    if (worker.stopping.aborted) {
      await db.transaction().execute((trx) => sendStep(boss, trx, planQueue, jobId))
    } else {
      await markPlanned(db, jobId)
    }
  }
  await publishWhenSummed(worker)
}

/** Closes the batches of an earlier attempt whose sums still hold, and wakes lanes for the others. */
async function reuseBatches({ db, boss, stopping, turn }: Worker, jobId: string): Promise<void> {
  let seen = 0
  let more = true
  while (more && !stopping.aborted) {
    const count = await turn(() => closeUnchangedBatches(db, jobId, { from: seen, count: chunk }))
    seen += count
    more = count === chunk
  }
  await db.transaction().execute((trx) => wakeLanes(boss, trx))
}

/** Stores batches until they cover the range. */
async function storeBatches(worker: Worker, jobId: string): Promise<void> {
  const { db, boss, logger, batchSize, stopping, turn } = worker
  let awake = false
  let covered = false
  while (!covered && !stopping.aborted) {
    covered = await turn(() =>
      db.transaction().execute(async (trx) => {
        await lockPlan(trx, jobId)
        const inserted = await insertBatches(trx, jobId, { batchSize, chunk })
        const last = inserted.at(-1)
        // The settlement ended, or another planner was faster.
        if (!last) return true
        // Lanes stay while there is something to plan.
        if (!awake) await wakeLanes(boss, trx)
        awake = true
        if (last.is_last) {
          logger.info({ job_id: jobId, batches: last.batch_no + 1 }, 'settlement planned')
        }
        return last.is_last
      }),
    )
  }
}
