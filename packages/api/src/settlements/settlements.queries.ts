import type { Database, Trx } from '@order-settlement/shared/database.ts'
import { batchRows } from '@order-settlement/shared/settlements/batch-rows.ts'
import { sql } from 'kysely'

export interface NewJob {
  from: string
  to: string
  timezone: string
  key: string | undefined
}

/** The instants of the range are computed here, by the rules of the database that will compare them. */
export function insertJob(trx: Trx, { from, to, timezone, key }: NewJob) {
  return trx
    .insertInto('jobs')
    .values({
      from_date: from,
      to_date: to,
      timezone,
      range_start: sql<Date>`day_range_start(${from}::date, ${timezone})`,
      range_end: sql<Date>`day_range_end(${to}::date, ${timezone})`,
      idempotency_key: key ?? null,
    })
    .returning(['id', 'status'])
    .executeTakeFirstOrThrow()
}

export function findJobByKey(trx: Trx, key: string) {
  return trx
    .selectFrom('jobs')
    .select(['id', 'status', 'from_date', 'to_date', 'timezone'])
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
}

/** A job and how far it is. While it runs the committed batches are counted, and its row says it after. */
export function findJob(db: Database, id: string) {
  return db
    .selectFrom('jobs')
    .selectAll('jobs')
    .select([
      sql<string>`coalesce(total, ${batchRows(sql.ref('jobs.id'), 'all')})`.as('total_rows'),
      sql<string>`coalesce(processed, ${batchRows(sql.ref('jobs.id'), 'done')})`.as(
        'processed_rows',
      ),
    ])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function isCompleted(db: Database, id: string): Promise<boolean> {
  const job = await db
    .selectFrom('jobs')
    .select('id')
    .where('id', '=', id)
    .where('status', '=', 'COMPLETED')
    .executeTakeFirst()
  return job !== undefined
}
