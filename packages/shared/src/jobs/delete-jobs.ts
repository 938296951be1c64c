import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { jobIsRetryable } from './job-state.ts'

/**
 * Deletes jobs that ended more than `days` days ago, with their changes and idempotency keys. Kept are completed jobs
 *
 * - that settled a day last, by the order of publishing or by their end: they say in which zone it is settled
 * - whose CSV file is not removed yet
 * - that were published after a job that remains and share days with it: the changes of both join in a diff
 *
 * @param limit jobs at most
 * @returns the number of jobs
 */
export async function deleteJobs(db: Database, days: number, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with completed as materialized (
      select id, date::date, published_no, finished_at
      from jobs, generate_series(from_date, to_date, interval '1 day') as date
      where status = 'COMPLETED' and not dry_run
    ),
    last as materialized (
      (select distinct on (date) id from completed order by date, published_no desc nulls last)
      union (select distinct on (date) id from completed order by date, finished_at desc)
    ),
    old as (
      select id from jobs
      where finished_at < clock_timestamp() - ${days} * interval '1 day'
        and (${jobIsRetryable} or dry_run or file_removed_at < clock_timestamp() - interval '1 day'
          and id not in (select id from last)
          and not exists (select from settlements
            where unique_run_id = jobs.id and date between from_date and to_date)
          and not exists (select from jobs as earlier
            where earlier.published_no < jobs.published_no
              and earlier.from_date <= jobs.to_date and earlier.to_date >= jobs.from_date))
      order by id limit ${limit} for update skip locked
    )
    delete from jobs where id in (select id from old)`.execute(db)
  return Number(numAffectedRows ?? 0)
}
