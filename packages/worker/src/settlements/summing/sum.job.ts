import { setTimeout as sleep } from 'node:timers/promises'
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { isTransient } from '@order-settlement/db/database-errors.ts'
import type { Worker } from '../../worker.ts'
import { failSettlement } from '../fail-settlement.ts'
import {
  type Batch,
  findMoreBatches,
  findOpenBatch,
  type SummedBatch,
  sumNextBatch,
} from '../planning/batches.queries.ts'
import { publishWhenSummed } from '../publishing/publish-when-summed.ts'
import { wakeLanes } from './wake-lanes.ts'

/** How often a lane without a batch looks for one, in ms. */
const retryMs = 25

/**
 * Sums batches until none is open, of whatever settlement has the batch with the lowest number: a small
 * settlement so overtakes a large one. The row lock of a batch is its lease: a worker that dies loses its
 * connection, PostgreSQL rolls back, and any lane takes the batch.
 *
 * Whoever sums the last batch of a settlement finds none of it next, and sends its publishing.
 *
 * Idempotent: sums and mark of a batch commit together, and only while its settlement runs.
 */
export async function runLane(worker: Worker): Promise<void> {
  const { db, boss, stopping } = worker
  let last: Batch | undefined
  let alone = true
  while (!stopping.aborted) {
    const summed = await sumBatch(worker)
    if (summed && alone) {
      // Where there is one batch there are more.
      await db.transaction().execute((trx) => wakeLanes(boss, trx))
      alone = false
    }
    // The settlement before had no more for this lane.
    if (summed && last && last.job_id !== summed.job_id) await publishWhenSummed(worker)
    last = summed ?? last
    if (!summed && !(await waitForBatch(worker))) return
  }
  // Leaving in mid-settlement: another worker, or the next one, takes this place.
  await db.transaction().execute((trx) => wakeLanes(boss, trx))
}

/**
 * Waits for a batch that was planned meanwhile, or that a dying worker let go.
 *
 * @returns whether there may be one; if not, no settlement has more
 */
async function waitForBatch(worker: Worker): Promise<boolean> {
  const { db, stopping } = worker
  while (!stopping.aborted) {
    // Asked so often, it would bury the trace of what is done.
    const { planning, open, summed } = await context.with(ROOT_CONTEXT, () => findMoreBatches(db))
    if (summed) await publishWhenSummed(worker)
    if (!planning && !open) return false
    await sleep(retryMs)
    if (open) return true
  }
  return true
}

/** @returns undefined if there was none to sum */
async function sumBatch(worker: Worker): Promise<SummedBatch | undefined> {
  const started = performance.now()
  try {
    const batch = await worker.turn(() =>
      worker.stopping.aborted ? Promise.resolve(undefined) : sumMeasured(worker),
    )
    const ms = Math.round(performance.now() - started)
    if (batch) worker.logger.debug({ ...batch, ms }, 'batch summed')
    return batch
  } catch (error) {
    if (isTransient(error)) throw error
    worker.logger.warn({ err: error }, 'batch failed')
    await failSettlementAtFault(worker)
    return undefined
  }
}

function sumMeasured({ db, metrics }: Worker): Promise<SummedBatch | undefined> {
  return trace.getTracer('settlements').startActiveSpan('sum batch', async (span) => {
    try {
      const started = performance.now()
      const batch = await sumNextBatch(db)
      if (!batch) return undefined
      metrics.batchDuration.observe((performance.now() - started) / 1_000)
      metrics.batches.inc()
      metrics.rows.inc(batch.row_count)
      span.setAttributes({ 'settlement.job_id': batch.job_id, 'settlement.batch': batch.batch_no })
      return batch
    } finally {
      span.end()
    }
  })
}

/**
 * A fault in a batch fails its settlement: another try would meet it again, and lanes serve them all. The
 * statement that claims and sums does not tell which batch it failed at, so the next open one is tried alone.
 */
async function failSettlementAtFault(worker: Worker): Promise<void> {
  const suspect = await findOpenBatch(worker.db)
  if (!suspect) return
  try {
    await sumNextBatch(worker.db, suspect)
  } catch (error) {
    if (isTransient(error)) throw error
    await failSettlement(worker, suspect.job_id, error)
  }
}
