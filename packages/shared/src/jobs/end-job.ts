import type { JobStatus, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import { batchRows } from '../settlements/batch-rows.ts'
import { discardQueue, sendMessage } from './queues.ts'

type Ending = { status: 'CANCELLED' } | { status: 'FAILED'; error: string }

/**
 * Ends a settlement that has not published, and has what it left cleared away. After the commit no
 * batch of it commits and nothing of it is published: both look at the job row under a lock.
 *
 * @returns the status found: the settlement was ended if that is QUEUED or RUNNING; undefined if there is no such job
 */
export async function closeSettlement(
  trx: Trx,
  boss: PgBoss,
  jobId: string,
  ending: Ending,
): Promise<JobStatus | undefined> {
  const job = await trx
    .selectFrom('jobs')
    .select(['id', 'status'])
    .where('id', '=', jobId)
    .forUpdate()
    .executeTakeFirst()
  if (job?.status !== 'QUEUED' && job?.status !== 'RUNNING') return job?.status

  // A statement of its own, after the lock: it sees every batch that committed before the end.
  await trx
    .updateTable('jobs')
    .set({
      status: ending.status,
      error: ending.status === 'FAILED' ? ending.error : null,
      finished_at: sql<Date>`clock_timestamp()`,
      total: batchRows(jobId, 'all'),
      processed: batchRows(jobId, 'done'),
    })
    .where('id', '=', jobId)
    .execute()
  // As the row has it: a caller may write it in upper case, and files are named by it.
  await sendMessage(boss, trx, discardQueue, { job_id: job.id })
  return job.status
}
