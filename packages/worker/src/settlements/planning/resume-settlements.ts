import { jobIsOpen } from '@order-settlement/shared/jobs/job-state.ts'
import { planQueue, publishQueue, sendMessage } from '@order-settlement/shared/jobs/queues.ts'
import type { Worker } from '../../worker.ts'
import { publishWhenSummed } from '../publishing/publish-when-summed.ts'
import { startSumming } from '../summing/start-summing.ts'

/**
 * Sends the due message of every unfinished settlement, so that a worker that starts takes part at once, also
 * where a worker crashed and pg-boss would notice only seconds later. A message sent twice is harmless: each
 * handler begins by checking, under a lock, whether its work is still due.
 */
export async function resumeSettlements(worker: Worker): Promise<void> {
  const { db, boss } = worker
  await db.transaction().execute(async (trx) => {
    const jobs = await trx
      .selectFrom('jobs')
      .select(['id', 'planned', 'checking', 'publishing'])
      .where(jobIsOpen)
      .execute()
    for (const { id, planned, checking, publishing } of jobs) {
      if (!planned || checking) await sendMessage(boss, trx, planQueue, { job_id: id })
      if (publishing) await sendMessage(boss, trx, publishQueue, { job_id: id })
    }
    if (jobs.length > 0) await startSumming(boss, trx)
  })
  await publishWhenSummed(worker)
}
