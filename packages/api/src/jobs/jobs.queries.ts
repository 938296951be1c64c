import type { Database } from '@order-settlement/db/tables.ts'
import { batchRows } from '@order-settlement/shared/settlements/batch-rows.ts'
import { sql } from 'kysely'
import type { JobQuery } from './jobs.schemas.ts'

/**
 * Jobs with their progress: counted from committed batches while a job is open, stored in its row once it has ended.
 * Of a job that has never started the total is 0, of one that was retried what its batches have.
 */
function selectJob(db: Database) {
  const done = batchRows(sql.ref('jobs.id'), 'done')
  const isSumming = sql<boolean>`(total is null and not publishing)`
  return db
    .selectFrom('jobs')
    .leftJoin('publishing_progress', 'publishing_progress.job_id', 'jobs.id')
    .selectAll('jobs')
    .select([
      sql<string>`coalesce(processed, ${done})`.as('processed_rows'),
      sql<string>`coalesce(total, case when publishing then ${done} else greatest(
        coalesce(estimated_rows, ${batchRows(sql.ref('jobs.id'), 'all')}), ${done}) end)`.as(
        'total_rows',
      ),
      sql<boolean>`total_is_estimate or ${isSumming}`.as('is_estimate'),
      sql<number>`coalesce(share, 0)`.as('published_share'),
      // The api's clock may differ from the one that set started_at.
      sql<number | null>`extract(epoch from coalesce(
        case when publishing then summed_at end, clock_timestamp()) - started_at)::float8`.as(
        'summing_seconds',
      ),
    ])
}

export type JobRow = NonNullable<Awaited<ReturnType<typeof findJob>>>

export function findJob(db: Database, id: string) {
  return selectJob(db).where('id', '=', id).executeTakeFirst()
}

/**
 * Jobs from the newest to the oldest, by descending id (UUIDv7).
 *
 * @param filters `from` and `to` select jobs whose range overlaps theirs
 * @param before id of the last job of the previous page
 * @param limit rows at most
 */
export function selectJobs(
  db: Database,
  { status, from, to }: Pick<JobQuery, 'status' | 'from' | 'to'>,
  before: string | undefined,
  limit: number,
): Promise<JobRow[]> {
  let query = selectJob(db)
  if (status !== undefined) query = query.where('status', '=', status)
  if (from !== undefined) query = query.where('to_date', '>=', from)
  if (to !== undefined) query = query.where('from_date', '<=', to)
  if (before !== undefined) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}
