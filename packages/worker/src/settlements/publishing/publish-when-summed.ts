import { publishQueue, sendStep } from '@order-settlement/shared/jobs/queues.ts'
import type { Worker } from '../../worker.ts'
import { markPublishing } from '../planning/batches.queries.ts'

/**
 * Sends the publishing of every settlement whose last batch is summed. Each lane asks after each commit and
 * before it leaves, so the one that commits last finds nothing open, and what a lane that died left is found
 * by the next; `markPublishing` lets one of them through.
 */
export async function publishWhenSummed({ db, boss }: Worker): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const jobId of await markPublishing(trx)) await sendStep(boss, trx, publishQueue, jobId)
  })
}
