import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from '../worker.ts'
import { publishWhenSummed } from './publish-when-summed.ts'
import { hasOpenBatches, holdRunning, sumNextBatch } from './settlements.queries.ts'
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
    const jobId = await sumOneBatch(worker)
    if (jobId) await publishWhenSummed(worker, jobId)
    else if (await hasOpenBatches(db)) await sleep(retryMs)
    else return
  }
  // Leaving in mid-settlement: another worker, or the next one, takes this place.
  await db.transaction().execute((trx) => wakeLanes(boss, trx, 1))
}

/** @returns the settlement that the batch belongs to; undefined if no batch was free */
async function sumOneBatch({ db, logger }: Worker): Promise<string | undefined> {
  const started = performance.now()
  const trx = await db.startTransaction().execute()
  try {
    const batch = await sumNextBatch(trx)
    // Last, and held to the commit: cancelling waits for a moment, not for a batch.
    if (!batch || !(await holdRunning(trx, batch.job_id))) {
      await trx.rollback().execute()
      return undefined
    }
    await trx.commit().execute()
    const ms = Math.round(performance.now() - started)
    logger.debug({ ...batch, ms }, 'batch summed')
    return batch.job_id
  } catch (error) {
    await trx
      .rollback()
      .execute()
      .catch(() => {}) // the first error says more
    throw error
  }
}
