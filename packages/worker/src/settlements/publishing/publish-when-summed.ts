import { markPublishing } from '@order-settlement/shared/jobs/publish-job.ts'
import { publishQueue, sendMessage } from '@order-settlement/shared/jobs/queues.ts'
import type { Worker } from '../../worker.ts'

/**
 * Sends a publish message for every settlement whose batches are all summed. It is called after the last batch
 * of a settlement, and again before a sum handler returns, so a worker that crashes in between loses nothing.
 * `markPublishing` lets one caller through.
 */
export async function publishWhenSummed({ db, boss }: Worker): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const id of await markPublishing(trx))
      await sendMessage(boss, trx, publishQueue, { job_id: id })
  })
}
