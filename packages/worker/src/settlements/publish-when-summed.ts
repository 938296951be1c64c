import { publishQueue, sendStep } from '@order-settlement/shared/queues.ts'
import type { Worker } from '../worker.ts'
import { markPublishing } from './settlements.queries.ts'

/**
 * Sends the publishing of a settlement once its last batch is summed. Every lane asks after each commit,
 * so the one that commits last finds nothing open; `markPublishing` lets one of them through.
 */
export async function publishWhenSummed({ db, boss }: Worker, jobId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (await markPublishing(trx, jobId)) await sendStep(boss, trx, publishQueue, jobId)
  })
}
