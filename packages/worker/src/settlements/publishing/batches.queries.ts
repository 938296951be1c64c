import type { Trx } from '@order-settlement/db/tables.ts'

/** Drops the batches of a settlement that has ended, and their sums with them. */
export async function deleteBatches(db: Trx, jobId: string): Promise<void> {
  await db.deleteFrom('settlement_batches').where('job_id', '=', jobId).execute()
}
