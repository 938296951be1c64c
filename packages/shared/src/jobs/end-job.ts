import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import { batchRows } from '../settlements/batch-rows.ts'
import { isOpen, jobIsOpen } from './job-state.ts'
import { type FoundJob, lockOpenJob } from './lock-job.ts'
import { discardQueue, sendMessage } from './queues.ts'

/**
 * Cancels an open job. After the commit none of its batches is stored and nothing of it is published, since
 * summing and publishing lock the job's row and check its status.
 *
 * @returns the job before the call, which cancelled it if it was open; undefined if there is none
 * @throws JobLockedError as `lockOpenJob`
 */
export async function cancelJob(
  trx: Trx,
  boss: PgBoss,
  jobId: string,
): Promise<FoundJob | undefined> {
  const job = await lockOpenJob(trx, jobId)
  if (job && isOpen(job)) await endJob(trx, boss, job.id, { status: 'CANCELLED', error: null })
  return job
}

/**
 * Fails an open job, with the guarantee of `cancelJob`. It waits for the job's row, even while the job is being
 * published.
 *
 * @param error a sentence for the operator
 * @returns whether the job was open, and has failed by this call
 */
export async function failJob(
  trx: Trx,
  boss: PgBoss,
  jobId: string,
  error: string,
): Promise<boolean> {
  const job = await trx
    .selectFrom('jobs')
    .select(['id', 'status'])
    .where('id', '=', jobId)
    .forUpdate()
    .executeTakeFirst()
  if (!job || !isOpen(job)) return false
  await endJob(trx, boss, job.id, { status: 'FAILED', error })
  return true
}

/** A separate statement after the lock, so that its snapshot counts every batch committed before. */
async function endJob(
  trx: Trx,
  boss: PgBoss,
  jobId: string,
  ending: { status: 'CANCELLED' | 'FAILED'; error: string | null },
): Promise<void> {
  const isSummed = sql<boolean>`(planned and not exists (
    select from settlement_batches where job_id = jobs.id and open))`
  await trx
    .updateTable('jobs')
    .set({
      ...ending,
      finished_at: sql<Date>`clock_timestamp()`,
      processed: batchRows(jobId, 'done'),
      total: sql<string>`case when ${isSummed} then ${batchRows(jobId, 'done')}
        else greatest(estimated_rows, ${batchRows(jobId, 'all')}) end`,
      total_is_estimate: sql<boolean>`not ${isSummed}`,
    })
    .where('id', '=', jobId)
    .where(jobIsOpen)
    .returning('id')
    .executeTakeFirstOrThrow()
  await sendMessage(boss, trx, discardQueue, { job_id: jobId })
}
