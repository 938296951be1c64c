import { setTimeout as sleep } from 'node:timers/promises'
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { isTransient } from '@order-settlement/db/database-errors.ts'
import { sumQueue } from '@order-settlement/shared/jobs/queues.ts'
import type { Job } from '../../job.ts'
import type { Worker } from '../../worker.ts'
import { failSettlement } from '../failing/fail-settlement.ts'
import { publishWhenSummed } from '../publishing/publish-when-summed.ts'
import type { AdaptiveLimit } from './adaptive-limit.ts'
import { startSumming } from './start-summing.ts'
import {
  type Batch,
  findMoreParts,
  findOpenPart,
  type SummedBatch,
  sumNextBatch,
} from './sum.queries.ts'

/** How often a worker without a batch looks for one, in ms. */
const retryMs = 25

/**
 * Sums batches until no part is open, always one of the part whose turn it is, of all settlements, so that a small
 * settlement overtakes a large one. If a worker crashes, its connections end, PostgreSQL rolls back, and other
 * workers take its parts. One message is enough for a worker: it sums up to `WORKERS` batches at the same time.
 *
 * When the last batch of a settlement is summed, a worker finds no other and sends the publish message.
 *
 * Idempotent: sums and what is left of a part commit together, and only while its settlement is running.
 */
export const sumJob: Job = {
  queue: sumQueue,
  concurrency: () => 1,
  async handler(worker) {
    const { db, boss, stopping } = worker
    let more = await findMoreParts(db)
    if (more.summed) await publishWhenSummed(worker)
    // Another worker may take part.
    if (more.open || more.planning) await db.transaction().execute((trx) => startSumming(boss, trx))
    const limit = worker.createSumLimit()
    while (!stopping.aborted) {
      const summed = await sumOpenParts(worker, limit)
      // Not traced: so many polls would bury the statements that do the work.
      more = await context.with(ROOT_CONTEXT, () => findMoreParts(db))
      if (more.summed) await publishWhenSummed(worker)
      if (!more.open && !more.planning) return
      // Parts will be stored, or other workers hold those that are open.
      if (summed === 0) await sleep(retryMs)
    }
    // The worker stops: leave the rest to another one, or to the next.
    await publishWhenSummed(worker)
    await db.transaction().execute((trx) => startSumming(boss, trx))
  },
}

/** Sums batches, several at the same time, until one finds no part. @returns how many */
async function sumOpenParts(worker: Worker, limit: AdaptiveLimit): Promise<number> {
  const { stopping, sumConcurrency } = worker
  let summed = 0
  let found = true
  const sumBatches = async () => {
    let last: Batch | undefined
    while (found && !stopping.aborted) {
      const batch = await sumBatch(worker, limit, () => found)
      if (!batch) found = false
      if (!batch) return
      summed += 1
      // The settlement before had no more parts for this worker.
      if (last && last.job_id !== batch.job_id) await publishWhenSummed(worker)
      last = batch
    }
  }
  // No batch may be left running when the message is retried after an error.
  const results = await Promise.allSettled(Array.from({ length: sumConcurrency }, sumBatches))
  for (const result of results) if (result.status === 'rejected') throw result.reason
  return summed
}

/**
 * @param isDue asked when it is the batch's turn
 * @returns undefined if there was no open part
 */
async function sumBatch(
  worker: Worker,
  limit: AdaptiveLimit,
  isDue: () => boolean,
): Promise<SummedBatch | undefined> {
  try {
    return await worker.throttle(() =>
      limit(async () => (isDue() && !worker.stopping.aborted ? sumMeasured(worker) : undefined)),
    )
  } catch (error) {
    if (isTransient(error)) throw error
    worker.logger.warn({ err: error }, 'batch failed')
    await failSettlementAtFault(worker)
    return undefined
  }
}

function sumMeasured({ db, logger, metrics, batchSize }: Worker): Promise<SummedBatch | undefined> {
  return trace.getTracer('settlements').startActiveSpan('sum batch', async (span) => {
    metrics.batchesInFlight.inc()
    try {
      const started = performance.now()
      const batch = await sumNextBatch(db, batchSize)
      if (!batch) return undefined
      const ms = performance.now() - started
      logger.debug({ ...batch, ms: Math.round(ms) }, 'batch summed')
      metrics.batchDuration.observe(ms / 1_000)
      metrics.batches.inc()
      metrics.rows.inc(batch.row_count)
      span.setAttributes({ 'settlement.job_id': batch.job_id, 'settlement.batch': batch.batch_no })
      return batch
    } finally {
      metrics.batchesInFlight.dec()
      span.end()
    }
  })
}

/**
 * Fails the settlement whose batch cannot be summed; a retry would fail the same way and hold up the others.
 * The error does not name the part, so the next open one is summed alone to see whether it fails.
 */
async function failSettlementAtFault(worker: Worker): Promise<void> {
  const suspect = await findOpenPart(worker.db)
  if (!suspect) return
  try {
    await sumNextBatch(worker.db, worker.batchSize, suspect)
  } catch (error) {
    if (isTransient(error)) throw error
    await failSettlement(worker, suspect.job_id, error)
  }
}
