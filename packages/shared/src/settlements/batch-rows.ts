import { type Expression, type RawBuilder, sql } from 'kysely'

/**
 * Number of transactions in the stored batches of a job: of all batches (`all`) or of the summed ones (`done`).
 *
 * @param jobId the id, or the column that holds it
 */
export function batchRows(
  jobId: string | Expression<string>,
  which: 'all' | 'done',
): RawBuilder<string> {
  const counted = which === 'done' ? sql`and done` : sql``
  return sql<string>`(select coalesce(sum(row_count), 0) from settlement_batches
    where job_id = ${jobId} ${counted})`
}
