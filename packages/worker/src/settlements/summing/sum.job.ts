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
    const { db, boss, stopping, sumConcurrency } = worker
    const { open, planning } = await findMoreParts(db)
    // Another worker may take part.
    if (open || planning) await db.transaction().execute((trx) => startSumming(boss, trx))
    const search = createSearch(worker)
    await Promise.all(Array.from({ length: sumConcurrency }, () => sumBatches(worker, search)))
    // The worker stops: leave the rest to another one, or to the next.
    if (stopping.aborted) await db.transaction().execute((trx) => startSumming(boss, trx))
  },
}

/** Sums one batch after another until no part is open. */
async function sumBatches(worker: Worker, search: () => Promise<boolean>): Promise<void> {
  let last: Batch | undefined
  while (!worker.stopping.aborted) {
    const summed = await sumBatch(worker)
    // The settlement before had no more parts for this worker.
    if (summed && last && last.job_id !== summed.job_id) await publishWhenSummed(worker)
    last = summed ?? last
    if (!summed && !(await search())) return
  }
}

/**
 * A search for a part that is stored meanwhile, or that a crashing worker releases. Calls during a search share it.
 *
 * @returns whether there may be one; if not, no settlement has more
 */
function createSearch(worker: Worker): () => Promise<boolean> {
  let current: Promise<boolean> | undefined
  return () => {
    current ??= waitForPart(worker).finally(() => {
      current = undefined
    })
    return current
  }
}

async function waitForPart(worker: Worker): Promise<boolean> {
  const { db, stopping } = worker
  while (!stopping.aborted) {
    // Not traced: so many polls would bury the statements that do the work.
    const { planning, open, summed } = await context.with(ROOT_CONTEXT, () => findMoreParts(db))
    if (summed) await publishWhenSummed(worker)
    if (!planning && !open) return false
    await sleep(retryMs)
    if (open) return true
  }
  return true
}

/** @returns undefined if there was no open part */
async function sumBatch(worker: Worker): Promise<SummedBatch | undefined> {
  const started = performance.now()
  try {
    const batch = await worker.throttle(() =>
      worker.sumLimit(async () => (worker.stopping.aborted ? undefined : sumMeasured(worker))),
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

function sumMeasured({ db, metrics, batchSize }: Worker): Promise<SummedBatch | undefined> {
  return trace.getTracer('settlements').startActiveSpan('sum batch', async (span) => {
    metrics.batchesInFlight.inc()
    try {
      const started = performance.now()
      const batch = await sumNextBatch(db, batchSize)
      if (!batch) return undefined
      metrics.batchDuration.observe((performance.now() - started) / 1_000)
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
