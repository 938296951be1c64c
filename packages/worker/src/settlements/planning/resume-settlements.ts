import { planQueue, publishQueue, sendStep } from '@order-settlement/shared/jobs/queues.ts'
import type { Worker } from '../../worker.ts'
import { publishWhenSummed } from '../publishing/publish-when-summed.ts'
import { wakeLanes } from '../summing/wake-lanes.ts'

/**
 * Sends the due step of every unfinished settlement, so that a worker that starts takes part at once: in
 * those of living workers, and in those whose worker died and that pg-boss would notice seconds later.
 * A step that was sent already does no harm a second time: each begins under a lock by looking whether it
 * is still due.
 */
export async function resumeSettlements(worker: Worker): Promise<void> {
  const { db, boss } = worker
  await db.transaction().execute(async (trx) => {
    const jobs = await trx
      .selectFrom('jobs')
      .select(['id', 'planned', 'publishing'])
      .where('status', 'in', ['QUEUED', 'RUNNING'])
      .execute()
    for (const job of jobs) {
      if (!job.planned) await sendStep(boss, trx, planQueue, job.id)
      if (job.publishing) await sendStep(boss, trx, publishQueue, job.id)
    }
    if (jobs.length > 0) await wakeLanes(boss, trx)
  })
  await publishWhenSummed(worker)
}
