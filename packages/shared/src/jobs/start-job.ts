import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { batchRows } from '../settlements/batch-rows.ts'
import { jobIsOpen } from './job-state.ts'

/**
 * Moves a queued job to RUNNING, and estimates its rows. A running job stays so: its previous worker died or shut
 * down.
 *
 * @returns undefined if the job has ended; else whether it has sums of an earlier attempt to check (`checking`), and
 *   whether its parts cover its range (`planned`)
 */
export async function startJob(
  trx: Trx,
  jobId: string,
): Promise<{ checking: boolean; planned: boolean } | undefined> {
  return await trx
    .updateTable('jobs')
    .set({
      status: 'RUNNING',
      started_at: sql<Date>`coalesce(started_at, clock_timestamp())`,
      // Kept in a retry, so that progress does not go back between its request and its start.
      estimated_rows: sql<string>`coalesce(estimated_rows, estimate_paid(range_start, range_end))`,
      kept_rows: sql<string>`case when started_at is null
        then ${batchRows(sql.ref('jobs.id'), 'done')} else kept_rows end`,
    })
    .where('id', '=', jobId)
    .where(jobIsOpen)
    .returning(['planned', 'checking'])
    .executeTakeFirst()
}
