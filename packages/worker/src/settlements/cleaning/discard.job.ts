import { jobIsRetryable } from '@order-settlement/shared/jobs/job-state.ts'
import { discardQueue } from '@order-settlement/shared/jobs/queues.ts'
import type { SettlementJob } from '../../job.ts'

/**
 * Removes the files of a cancelled or failed settlement. Its batches stay for a retry.
 *
 * Idempotent: removes only while the settlement is cancelled or failed; its locked row holds off a retry.
 */
export const discardJob: SettlementJob = {
  queue: discardQueue,
  concurrency: () => 1,
  async handler({ db, logger, metrics, store }, { job_id }) {
    const discarded = await db.transaction().execute(async (trx) => {
      const job = await trx
        .selectFrom('jobs')
        .select('status')
        .where('id', '=', job_id)
        .where(jobIsRetryable)
        .forUpdate()
        .executeTakeFirst()
      if (job) await store.removeJob(job_id, { published: true })
      return job
    })
    if (!discarded) return
    // The api cancels; failures are counted where they occur.
    if (discarded.status === 'CANCELLED') metrics.ended.inc({ status: 'CANCELLED' })
    logger.info({ job_id }, 'settlement discarded')
  },
}
