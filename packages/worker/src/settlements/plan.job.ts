import { planQueue, sendStep } from '@order-settlement/shared/queues.ts'
import type { Worker } from '../worker.ts'
import {
  beginSettlement,
  deleteBatches,
  holdRunning,
  insertBatches,
  lockPlan,
  markPlanned,
} from './batches.queries.ts'
import { publishWhenSummed } from './publish-when-summed.ts'
import { wakeLanes } from './wake-lanes.ts'

/** Batches in one transaction: few enough that lanes start early, enough that a commit costs little. */
const chunk = 16

/**
 * Cuts a settlement's range into batches by keyset hops over the covering index, and wakes lanes as
 * soon as the first are there.
 *
 * Idempotent: it goes on after the last batch that is stored, and `lockPlan` lets one planner of a
 * settlement work at a time; a settlement that is planned or ended is left alone.
 */
export async function planSettlement(worker: Worker, jobId: string): Promise<void> {
  const { db, boss, logger, lanes, batchSize } = worker
  // Planned before, by a planner that died before it could say that all is summed.
  if (!(await beginSettlement(db, jobId))) return await publishWhenSummed(worker)

  for (;;) {
    const plan = await db.transaction().execute(async (trx) => {
      await lockPlan(trx, jobId)
      const inserted = await insertBatches(trx, jobId, { batchSize, chunk })
      const last = inserted.at(-1)
      if (!last) return { open: false, handedOver: false }
      // Last, and held to the commit: cancelling waits for a moment, not for a chunk.
      if (!(await holdRunning(trx, jobId))) {
        await deleteBatches(trx, jobId)
        return { open: false, handedOver: false }
      }
      await wakeLanes(boss, trx, Math.min(inserted.length, 4 * lanes))
      // Leaving hands over: whoever takes this goes on after the last batch.
      const handedOver = !last.is_last && worker.stopping.aborted
      if (handedOver) await sendStep(boss, trx, planQueue, jobId)
      return { open: !last.is_last, handedOver, batches: last.batch_no + 1 }
    })
    if (plan.handedOver) return
    if (plan.open) continue
    if (plan.batches) logger.info({ job_id: jobId, batches: plan.batches }, 'settlement planned')
    break
  }
  // A transaction of its own: the one above holds the job row for share, and two such cannot both write it.
  await markPlanned(db, jobId)
  // Once more, for batches that are visible now: a lane woken before the commit may have left again.
  await db.transaction().execute((trx) => wakeLanes(boss, trx, lanes))
  await publishWhenSummed(worker)
}
