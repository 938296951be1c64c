import { setTimeout as sleep } from 'node:timers/promises'
import { isTransient } from '@order-settlement/shared/database-errors.ts'
import type { Worker } from '../worker.ts'
import { type Batch, claimBatch, hasOpenBatches, holdRunning, sumBatch } from './batches.queries.ts'
import { failSettlement } from './fail-settlement.ts'
import { publishWhenSummed } from './publish-when-summed.ts'
import { wakeLanes } from './wake-lanes.ts'

/** How soon a batch that a dying worker let go is noticed, in ms. */
const retryMs = 100

/**
 * Sums batches until none is open, of whatever settlement has the batch with the lowest number: a small
 * settlement so overtakes a large one. The row lock of a batch is its lease: a worker that dies loses its
 * connection, PostgreSQL rolls back, and any lane takes the batch.
 *
 * Idempotent: sums and mark of a batch commit together, and only while its settlement runs.
 */
export async function runLane(worker: Worker): Promise<void> {
  const { db, boss } = worker
  while (!worker.stopping.aborted) {
    const summed = await sumOneBatch(worker)
    // Also when nothing was: a lane that died after its last batch has not asked.
    await publishWhenSummed(worker)
    if (summed) continue
    if (!(await hasOpenBatches(db))) return
    await sleep(retryMs)
  }
  // Leaving in mid-settlement: another worker, or the next one, takes this place.
  await db.transaction().execute((trx) => wakeLanes(boss, trx, 1))
}

/**
 * A fault in the batch fails its settlement: another try would meet it again, and lanes serve them all.
 *
 * @returns whether there was one to sum
 */
async function sumOneBatch(worker: Worker): Promise<boolean> {
  const started = performance.now()
  const trx = await worker.db.startTransaction().execute()
  let batch: Batch | undefined
  try {
    batch = await claimBatch(trx)
    if (batch) await sumBatch(trx, batch)
    // Last, and held to the commit: cancelling waits for a moment, not for a batch.
    if (!batch || !(await holdRunning(trx, batch.job_id))) {
      await trx.rollback().execute()
      return false
    }
    await trx.commit().execute()
    const ms = Math.round(performance.now() - started)
    worker.logger.debug({ ...batch, ms }, 'batch summed')
    return true
  } catch (error) {
    await trx
      .rollback()
      .execute()
      .catch(() => {}) // the first error says more
    if (!batch || isTransient(error)) throw error
    await failSettlement(worker, batch.job_id, error)
    return false
  }
}
