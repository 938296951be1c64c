import { type Expression, type RawBuilder, sql } from 'kysely'

/**
 * Number of transactions in the summed batches of a job (`done`), or with those in the batches that a worker of the
 * version before has planned (`all`).
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
