import type { Database } from '@order-settlement/db/tables.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { findJob } from './jobs.queries.ts'
import type { Job } from './jobs.schemas.ts'
import { toJob } from './to-job.ts'

/**
 * A job and its progress, both from one snapshot of committed rows, so that neither goes back.
 *
 * @param only the one merchant that may be told of; all if undefined
 * @throws ProblemError JOB_NOT_FOUND
 */
export async function readJob(db: Database, id: string, only?: string): Promise<Job> {
  const job = await findJob(db, id)
  if (!job) throw new ProblemError('JOB_NOT_FOUND', `There is no job ${id}`)
  return toJob(job, only)
}
