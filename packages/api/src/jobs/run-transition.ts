import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { JobLockedError } from '@order-settlement/shared/jobs/lock-job.ts'
import pRetry from 'p-retry'
import { ProblemError } from '../problems/problem-error.ts'

/**
 * Runs a state transition of a job in a transaction. While the job's row is locked it retries 3 times within 0.1 s,
 * since others hold the row for milliseconds, and holds no connection in between.
 *
 * @throws ProblemError JOB_PUBLISHING if the job is being published; OVERLOADED if something else holds its row
 */
export function runTransition<Result>(
  db: Database,
  transition: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  return pRetry(() => runTransaction(db, transition), {
    retries: 3,
    minTimeout: 20,
    factor: 1.5,
    shouldRetry: ({ error }) => error instanceof JobLockedError,
  }).catch((error: unknown) => {
    if (!(error instanceof JobLockedError)) throw error
    const options = { cause: error }
    if (error.publishing) throw new ProblemError('JOB_PUBLISHING', undefined, undefined, options)
    throw new ProblemError('OVERLOADED', undefined, undefined, options)
  })
}
