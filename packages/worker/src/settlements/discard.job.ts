import type { Worker } from '../worker.ts'
import { removeCsv } from './settlement-csv.ts'

/**
 * Clears away the files that a cancelled or failed settlement left. Its batches stay for a retry.
 *
 * Idempotent: it only removes, and only while the settlement has ended so: a retry waits for its row.
 */
export async function discardSettlement(worker: Worker, jobId: string): Promise<void> {
  const { db, logger, settlementDir } = worker
  await db.transaction().execute(async (trx) => {
    const job = await trx
      .selectFrom('jobs')
      .select('id')
      .where('id', '=', jobId)
      .where('status', 'in', ['CANCELLED', 'FAILED'])
      .forUpdate()
      .executeTakeFirst()
    if (!job) return
    await removeCsv(settlementDir, jobId, { published: true })
    logger.info({ job_id: jobId }, 'settlement discarded')
  })
}
