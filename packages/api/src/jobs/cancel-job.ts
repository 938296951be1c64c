import type { Database } from '@order-settlement/db/tables.ts'
import { cancelJob as cancel } from '@order-settlement/shared/jobs/end-job.ts'
import type { PgBoss } from 'pg-boss'
import { ProblemError } from '../problems/problem-error.ts'
import type { CancelledJob } from './jobs.schemas.ts'
import { startQueue } from './queue-client.ts'
import { runTransition } from './run-transition.ts'

/**
 * Cancels a job: once this returns, nothing of it is published. Cancelling again changes nothing.
 *
 * @throws ProblemError JOB_NOT_FOUND, JOB_ALREADY_FINISHED, JOB_PUBLISHING
 */
export async function cancelJob(db: Database, boss: PgBoss, jobId: string): Promise<CancelledJob> {
  await startQueue(boss)
  const found = await runTransition(db, (trx) => cancel(trx, boss, jobId))
  if (!found) throw new ProblemError('JOB_NOT_FOUND', `There is no job ${jobId}`)
  if (found.status === 'COMPLETED' || found.status === 'FAILED') {
    throw new ProblemError('JOB_ALREADY_FINISHED', `Job ${jobId} is ${found.status} already`)
  }
  return { job_id: found.id, status: 'CANCELLED' }
}
