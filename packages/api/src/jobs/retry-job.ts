import type { Database } from '@order-settlement/db/tables.ts'
import { isRetryable } from '@order-settlement/shared/jobs/job-state.ts'
import { retryJob as retry } from '@order-settlement/shared/jobs/retry-job.ts'
import { DaysArchivedError } from '@order-settlement/shared/settlements/archived-days.ts'
import { PeriodClosedError } from '@order-settlement/shared/settlements/closed-period.ts'
import type { PgBoss } from 'pg-boss'
import { dayArchived } from '../archives/month-archived.ts'
import { periodClosed } from '../periods/period-closed.ts'
import { ProblemError } from '../problems/problem-error.ts'
import type { StartedJob } from './jobs.schemas.ts'
import { startQueue } from './queue-client.ts'
import { runTransition } from './run-transition.ts'

/**
 * Queues a failed or cancelled job again. It keeps its committed sums; workers check each, and sum again what has
 * changed.
 *
 * @throws ProblemError JOB_NOT_FOUND, JOB_NOT_RETRYABLE, PERIOD_CLOSED, DAY_ARCHIVED
 */
export async function retryJob(db: Database, boss: PgBoss, jobId: string): Promise<StartedJob> {
  await startQueue(boss)
  const found = await runTransition(db, (trx) => retry(trx, boss, jobId)).catch(
    (error: unknown) => {
      if (error instanceof PeriodClosedError) throw periodClosed(error)
      throw error instanceof DaysArchivedError ? dayArchived(error.dropped) : error
    },
  )
  if (!found) throw new ProblemError('JOB_NOT_FOUND', `There is no job ${jobId}`)
  if (!isRetryable(found)) {
    throw new ProblemError(
      'JOB_NOT_RETRYABLE',
      `Job ${jobId} is ${found.status}; only a failed or cancelled one can be retried`,
    )
  }
  return { job_id: found.id, status: 'QUEUED' }
}
