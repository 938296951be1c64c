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

export interface FileOwner {
  /** Whether it may still write files. */
  active: boolean
  /** Its published file, if it has one. */
  file: string
  /** Whether that is recorded as removed. */
  removed: boolean
}

/** The jobs that files belong to, by their ids. */
export async function findFileOwners(db: Database, ids: string[]): Promise<Map<string, FileOwner>> {
  const { rows } = await sql<FileOwner & { id: string }>`
    select id, ${jobIsOpen} as active, file_removed_at is not null as removed,
      coalesce(file_name, id || '.csv') as file
    from jobs where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ...owner }) => [id, owner]))
}

/**
 * Deletes snapshots of completed jobs whose days another job has settled since: a day is explained by the job that
 * settled it last. Of a job that has been replaced in part, those near its other days stay.
 *
 * @param limit snapshots at most
 * @returns how many were deleted
 */
export async function deleteReplacedSnapshots(db: Database, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with completed as (
      select id, timezone, published_no, day::date
      from jobs, generate_series(from_date, to_date, interval '1 day') as day
      where status = 'COMPLETED' and not dry_run
    ),
    -- No number before jobs were numbered.
    current as (
      select id, timezone, day
      from completed join (select day, max(published_no) as published_no from completed group by day) as last using (day)
      where completed.published_no is not distinct from last.published_no
    ),
    -- Local days begin and end within 3 hours of midnight.
    kept as materialized (
      select id, day::timestamp at time zone timezone - interval '3 hours' as starts_at,
        (day + 1)::timestamp at time zone timezone + interval '3 hours' as ends_at
      from current
    )
    delete from summed_parts where ctid = any(array(
      select parts.ctid from summed_parts as parts
      where not exists (
        select from kept
        where kept.id = parts.job_id and starts_at <= upper_paid_at and ends_at > lower_paid_at
      )
      limit ${limit}
    ))`.execute(db)
  return Number(numAffectedRows ?? 0)
}
