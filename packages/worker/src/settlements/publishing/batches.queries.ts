import type { Trx } from '@order-settlement/db/tables.ts'

/** @returns the settlements whose publishing is now due, each once in its life: all of its batches are summed */
export async function markPublishing(trx: Trx): Promise<string[]> {
  const jobs = await trx
    .updateTable('jobs')
    .set({ publishing: true })
    .where('status', '=', 'RUNNING')
    .where('planned', '=', true)
    .where('publishing', '=', false)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('settlement_batches')
            .select('batch_no')
            .whereRef('job_id', '=', 'jobs.id')
            .where('open', '=', true),
        ),
      ),
    )
    .returning('id')
    .execute()
  return jobs.map(({ id }) => id)
}

/** Drops the batches of a settlement that has ended, and their sums with them. */
export async function deleteBatches(db: Trx, jobId: string): Promise<void> {
  await db.deleteFrom('settlement_batches').where('job_id', '=', jobId).execute()
}
