import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database, Job, Trx } from '@order-settlement/db/tables.ts'
import { planQueue, sendMessage } from '@order-settlement/shared/jobs/queues.ts'
import type { PgBoss } from 'pg-boss'
import { ProblemError } from '../problems/problem-error.ts'
import type { StartedJob } from './jobs.schemas.ts'
import { startQueue } from './queue-client.ts'

/**
 * Sends a failed or cancelled settlement again. The sums that it has committed count on; workers check
 * that they still hold, and sum again what changed.
 *
 * @throws ProblemError JOB_NOT_FOUND, JOB_NOT_RETRYABLE
 */
export async function retryJob(db: Database, boss: PgBoss, jobId: string): Promise<StartedJob> {
  await startQueue(boss)
  const found = await runTransaction(db, async (trx) => {
    const job = await lockJob(trx, jobId)
    if (job && isRetryable(job)) {
      await reopenJob(trx, job.id)
      await sendMessage(boss, trx, planQueue, { job_id: job.id })
    }
    return job
  })
  if (!found) throw new ProblemError('JOB_NOT_FOUND', `There is no job ${jobId}`)
  if (!isRetryable(found)) {
    throw new ProblemError(
      'JOB_NOT_RETRYABLE',
      `Job ${jobId} is ${found.status}; only a failed or cancelled one can be retried`,
    )
  }
  return { job_id: found.id, status: 'QUEUED' }
}

function isRetryable({ status }: Pick<Job, 'status'>): boolean {
  return status === 'FAILED' || status === 'CANCELLED'
}

function lockJob(trx: Trx, id: string) {
  return trx
    .selectFrom('jobs')
    .select(['id', 'status'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

async function reopenJob(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable('jobs')
    .set({
      status: 'QUEUED',
      publishing: false,
      error: null,
      total: null,
      processed: null,
      started_at: null,
      finished_at: null,
    })
    .where('id', '=', id)
    .execute()
  await trx.updateTable('settlement_batches').set({ open: true }).where('job_id', '=', id).execute()
}
