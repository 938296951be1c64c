import { isLockNotAvailable } from '@order-settlement/db/database-errors.ts'
import type { Job, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { isOpen, isRetryable, jobIsOpen, jobIsRetryable } from './job-state.ts'

/** A job before a transition. */
export interface FoundJob extends Pick<Job, 'id' | 'status' | 'timezone' | 'dry_run'> {
  /** First and last day. */
  from: string
  to: string
}

/** Another transaction has locked the job's row. Roll back and retry in a new transaction. */
export class JobLockedError extends Error {
  override name = 'JobLockedError'
  /** Whether the job is being published, which may lock its row for minutes. */
  readonly publishing: boolean

  constructor(jobId: string, publishing: boolean, options?: ErrorOptions) {
    super(`the row of job ${jobId} is locked`, options)
    this.publishing = publishing
  }
}

/** Lock timeout for a job that is not being published, in ms: plans, batches and transitions hold it briefly. */
const maxWaitMs = 500

/**
 * Locks the row of an open job, without waiting while it is being published.
 *
 * @returns the job, locked if it is open; undefined if there is none
 * @throws JobLockedError if it is being published, or if its row is not free within 500 ms
 */
export async function lockOpenJob(trx: Trx, jobId: string): Promise<FoundJob | undefined> {
  const job = await selectJob(trx, jobId).select('publishing').executeTakeFirst()
  if (!job || !isOpen(job)) return job
  if (!job.publishing) {
    return await withinMaxWait(trx, jobId, () =>
      selectJob(trx, jobId).forUpdate().executeTakeFirst(),
    )
  }
  const locked = await selectJob(trx, jobId)
    .where(jobIsOpen)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!locked) throw new JobLockedError(jobId, true)
  return locked
}

/**
 * Locks the row of a job that can be retried.
 *
 * @returns the job, locked if it can be retried; undefined if there is none
 * @throws JobLockedError if its row is not free within 500 ms, or if the job ends meanwhile
 */
export async function lockRetryableJob(trx: Trx, jobId: string): Promise<FoundJob | undefined> {
  // Selects before it locks, so that it never waits for an open job that is being published.
  const locked = await withinMaxWait(trx, jobId, () =>
    selectJob(trx, jobId).where(jobIsRetryable).forUpdate().executeTakeFirst(),
  )
  if (locked) return locked
  const found = await selectJob(trx, jobId).executeTakeFirst()
  // It ended between the two statements, and nothing has locked it: another retry could be faster.
  if (found && isRetryable(found)) throw new JobLockedError(jobId, false)
  return found
}

function selectJob(trx: Trx, jobId: string) {
  return trx
    .selectFrom('jobs')
    .select(['id', 'status', 'from_date as from', 'to_date as to', 'timezone', 'dry_run'])
    .where('id', '=', jobId)
}

async function withinMaxWait<Result>(
  trx: Trx,
  jobId: string,
  lock: () => Promise<Result>,
): Promise<Result> {
  await sql`select set_config('lock_timeout', ${String(maxWaitMs)}, true)`.execute(trx)
  try {
    const result = await lock()
    await sql`set local lock_timeout to default`.execute(trx)
    return result
  } catch (error) {
    if (isLockNotAvailable(error)) throw new JobLockedError(jobId, false, { cause: error })
    throw error
  }
}
