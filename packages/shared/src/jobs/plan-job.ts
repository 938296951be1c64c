import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { jobIsRetryable } from './job-state.ts'

/**
 * Marks a running job as planned if its stored batches cover its range.
 *
 * @returns whether they do, and it was not marked before
 */
export async function markPlanned(trx: Trx, jobId: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('jobs')
    .set({ planned: true })
    .where('id', '=', jobId)
    .where('status', '=', 'RUNNING')
    .where('planned', '=', false)
    .where('range_end', '=', ({ selectFrom }) =>
      selectFrom('settlement_batches')
        .select('upper_paid_at')
        .where('job_id', '=', jobId)
        .orderBy('batch_no', 'desc')
        .limit(1),
    )
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Marks the sums of an earlier attempt of a running job as checked: those that are still open are summed again. */
export async function markChecked(trx: Trx, jobId: string): Promise<void> {
  await trx
    .updateTable('jobs')
    .set({ checking: false })
    .where('id', '=', jobId)
    .where('status', '=', 'RUNNING')
    .execute()
}

/**
 * Deletes the batches of jobs that failed or were cancelled more than `days` days ago; a later retry plans them
 * again. Jobs locked by another transaction are skipped.
 *
 * @param limit jobs at most
 * @returns the number of jobs
 */
export async function dropOldPlans(trx: Trx, days: number, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with ended as (
      select id from jobs
      where ${jobIsRetryable}
        and finished_at < clock_timestamp() - ${days} * interval '1 day'
        and exists (select from settlement_batches where job_id = jobs.id)
      order by id limit ${limit} for update skip locked
    ),
    dropped as (delete from settlement_batches where job_id in (select id from ended))
    update jobs set planned = false, checking = false, estimated_rows = null where id in (select id from ended)`.execute(
    trx,
  )
  return Number(numAffectedRows ?? 0)
}
