import type { Database } from '@order-settlement/db/tables.ts'
import { jobIsOpen } from '@order-settlement/shared/jobs/job-state.ts'
import { sql } from 'kysely'

/**
 * Records that the files of completed jobs are removed.
 *
 * @param days jobs that finished longer ago than this
 * @param limit jobs at most
 * @returns how many were marked
 */
export async function markFilesRemoved(db: Database, days: number, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update jobs set file_removed_at = clock_timestamp()
    where id in (
      select id from jobs
      where status = 'COMPLETED' and not dry_run and file_removed_at is null
        and finished_at < clock_timestamp() - ${days} * interval '1 day'
      order by id limit ${limit} for update skip locked
    )`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Whether the jobs may still write their files, and whether their files are recorded as removed. */
export async function findFileOwners(
  db: Database,
  ids: string[],
): Promise<Map<string, { active: boolean; removed: boolean }>> {
  const { rows } = await sql<{ id: string; active: boolean; removed: boolean }>`
    select id, ${jobIsOpen} as active, file_removed_at is not null as removed
    from jobs where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...owner }) => [id, owner]))
}
