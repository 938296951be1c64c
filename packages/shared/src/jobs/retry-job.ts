import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import { refuseArchivedDays } from '../settlements/archived-days.ts'
import { refuseClosedDays } from '../settlements/closed-period.ts'
import { isRetryable, jobIsRetryable } from './job-state.ts'
import { type FoundJob, lockRetryableJob } from './lock-job.ts'
import { planQueue, sendMessage } from './queues.ts'

/**
 * Queues a failed or cancelled job again. It keeps its batches and their sums; each is open until a worker has
 * checked that its sums still hold.
 *
 * @returns the job before the call, which queued it if it was failed or cancelled; undefined if there is none
 * @throws JobLockedError as `lockRetryableJob`; PeriodClosedError if a day of the job is closed now;
 *   DaysArchivedError if it is a dry run with days of a dropped month
 */
export async function retryJob(
  trx: Trx,
  boss: PgBoss,
  jobId: string,
): Promise<FoundJob | undefined> {
  const job = await lockRetryableJob(trx, jobId)
  if (!job || !isRetryable(job)) return job
  await (job.dry_run ? refuseArchivedDays : refuseClosedDays)(trx, job)
  await trx
    .updateTable('jobs')
    .set({
      status: 'QUEUED',
      publishing: false,
      error: null,
      total: null,
      processed: null,
      total_is_estimate: false,
      checking: sql<boolean>`exists (
        select from settlement_batches where job_id = jobs.id and done)`,
      started_at: null,
      finished_at: null,
    })
    .where('id', '=', job.id)
    .where(jobIsRetryable)
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('settlement_batches')
    .set({ open: true })
    .where('job_id', '=', job.id)
    // The others are open already, and a worker that has not noticed the end yet may have locked their rows.
    .where('open', '=', false)
    .execute()
  await sendMessage(boss, trx, planQueue, { job_id: job.id })
  return job
}
