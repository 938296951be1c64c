import type { Worker } from '../../worker.ts'
import { removeCsv } from '../publishing/settlement-csv.ts'

/**
 * Clears away the files that a cancelled or failed settlement left. Its batches stay for a retry.
 *
 * Idempotent: it only removes, and only while the settlement has ended so: a retry waits for its row.
 */
export async function discardSettlement(worker: Worker, jobId: string): Promise<void> {
  const { db, logger, metrics, settlementDir } = worker
  const discarded = await db.transaction().execute(async (trx) => {
    const job = await trx
      .selectFrom('jobs')
      .select('status')
      .where('id', '=', jobId)
      .where('status', 'in', ['CANCELLED', 'FAILED'])
      .forUpdate()
      .executeTakeFirst()
    if (job) await removeCsv(settlementDir, jobId, { published: true })
    return job
  })
  if (!discarded) return
  // The api cancels; a failure was counted where it happened.
  if (discarded.status === 'CANCELLED') metrics.ended.inc({ status: 'CANCELLED' })
  logger.info({ job_id: jobId }, 'settlement discarded')
}
