import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/** As if transactions had never been vacuumed nor analysed. */
export async function forgetStatistics(db: Database): Promise<void> {
  const tables = sql`select relid from pg_partition_tree('transactions')`
  const all = sql`${tables} union all select indexrelid from pg_index where indrelid in (${tables})`
  await sql`delete from pg_statistic where starelid in (${all})`.execute(db)
  await sql`update pg_class set reltuples = -1, relpages = 0, relallvisible = 0 where oid in (${all})`.execute(
    db,
  )
}
