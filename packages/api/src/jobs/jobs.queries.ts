import type { Database } from '@order-settlement/db/tables.ts'
import { batchRows } from '@order-settlement/shared/settlements/batch-rows.ts'
import { sql } from 'kysely'
import type { JobQuery } from './jobs.schemas.ts'

/** Jobs with their progress: counted from committed batches while a job is open, stored in its row once it has ended. */
function selectJob(db: Database) {
  return db
    .selectFrom('jobs')
    .selectAll('jobs')
    .select([
      sql<string>`coalesce(total, ${batchRows(sql.ref('jobs.id'), 'all')})`.as('total_rows'),
      sql<string>`coalesce(processed, ${batchRows(sql.ref('jobs.id'), 'done')})`.as(
        'processed_rows',
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
