import { planQueue, sendStep } from '@order-settlement/shared/queues.ts'
import type { Worker } from '../worker.ts'
import { publishWhenSummed } from './publish-when-summed.ts'
import { beginSettlement, insertBatches, lockPlan, markPlanned } from './settlements.queries.ts'
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
  if (!(await beginSettlement(db, jobId))) return

  for (;;) {
    const plan = await db.transaction().execute(async (trx) => {
      await lockPlan(trx, jobId)
      const inserted = await insertBatches(trx, jobId, { batchSize, chunk })
      const last = inserted.at(-1)
      if (!last) return { open: false, batches: 0 }
      await wakeLanes(boss, trx, Math.min(inserted.length, 4 * lanes))
      // Leaving hands over: whoever takes this goes on after the last batch.
      if (!last.is_last && worker.stopping.aborted) await sendStep(boss, trx, planQueue, jobId)
      return { open: !last.is_last, batches: last.batch_no + 1 }
    })
    if (!plan.open) {
      logger.info({ job_id: jobId, batches: plan.batches }, 'settlement planned')
      break
    }
    if (worker.stopping.aborted) return
  }
  // A transaction of its own: the one above holds the job row for share, and two such cannot both write it.
  await markPlanned(db, jobId)
  await publishWhenSummed(worker, jobId)
}
