import type { Worker } from '../worker.ts'
import { deleteBatches } from './batches.queries.ts'
import { removeCsv } from './settlement-csv.ts'

/**
 * Clears away what a cancelled or failed settlement left. A batch that is being summed is waited for; it
 * cannot commit any more.
 *
 * Idempotent: it only removes, and it is sent with the end of the settlement, after which nothing is added.
 */
export async function discardSettlement(worker: Worker, jobId: string): Promise<void> {
  await deleteBatches(worker.db, jobId)
  await removeCsv(worker.settlementDir, jobId, { published: true })
  worker.logger.info({ job_id: jobId }, 'settlement discarded')
}
