import { setTimeout as sleep } from 'node:timers/promises'
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { isTransient } from '@order-settlement/db/database-errors.ts'
import { sumQueue } from '@order-settlement/shared/jobs/queues.ts'
import type { Job } from '../../job.ts'
import type { Worker } from '../../worker.ts'
import { failSettlement } from '../failing/fail-settlement.ts'
import { publishWhenSummed } from '../publishing/publish-when-summed.ts'
import { startSumming } from './start-summing.ts'
import {
  type Batch,
  findMoreBatches,
  findOpenBatch,
  type SummedBatch,
  sumNextBatch,
} from './sum.queries.ts'

/** How often a handler without a batch looks for one, in ms. */
const retryMs = 25

/**
 * Sums batches until none is open, always the one with the lowest number of all settlements, so that a small
 * settlement overtakes a large one. The row lock of a batch is its lease: if a worker crashes, its connection
 * ends, PostgreSQL rolls back, and another handler takes the batch.
 *
 * The handler that sums the last batch of a settlement finds no other and sends the publish message.
 *
 * Idempotent: sums and mark of a batch commit together, and only while its settlement is running.
 */
export const sumJob: Job = {
  queue: sumQueue,
  concurrency: ({ sumConcurrency }) => sumConcurrency,
  async handler(worker) {
    const { db, boss, stopping } = worker
    let last: Batch | undefined
    while (!stopping.aborted) {
      const summed = await sumBatch(worker)
      if (summed && !last) {
        // Where there is one batch there are more.
        await db.transaction().execute((trx) => startSumming(boss, trx))
      }
      // The settlement before had no more batches for this handler.
      if (summed && last && last.job_id !== summed.job_id) await publishWhenSummed(worker)
      last = summed ?? last
      if (!summed && !(await waitForBatch(worker))) return
    }
    // The worker stops: leave the rest to another one, or to the next.
    await db.transaction().execute((trx) => startSumming(boss, trx))
  },
}

/**
 * Waits for a batch that is stored meanwhile, or that a crashing worker releases.
 *
 * @returns whether there may be one; if not, no settlement has more
 */
async function waitForBatch(worker: Worker): Promise<boolean> {
  const { db, stopping } = worker
  while (!stopping.aborted) {
    // Not traced: so many polls would bury the statements that do the work.
    const { planning, open, summed } = await context.with(ROOT_CONTEXT, () => findMoreBatches(db))
    if (summed) await publishWhenSummed(worker)
    if (!planning && !open) return false
    await sleep(retryMs)
    if (open) return true
  }
  return true
}

/** @returns undefined if there was no open batch */
async function sumBatch(worker: Worker): Promise<SummedBatch | undefined> {
  const started = performance.now()
  try {
    const batch = await worker.throttle(() =>
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
 * Fails the settlement whose batch cannot be summed; a retry would fail the same way and hold up the others.
 * The error does not name the batch, so the next open one is summed alone to see whether it fails.
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
