import { sql } from 'kysely'
import type { Trx } from './tables.ts'

/**
 * Drops the indexes that all partitions of a table have and that back no constraint: to build them from a million rows
 * takes less time than to insert each row into them. Nobody may read the table meanwhile.
 *
 * @returns the statements that create them again
 */
export async function dropIndexes(trx: Trx, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string; ofTable: boolean; statement: string }>`
    select indexrelid::regclass::text as name, relkind = 'I' as "ofTable", pg_get_indexdef(indexrelid) as statement
    from pg_partition_tree(${table}) join pg_index on indrelid = relid join pg_class on oid = indexrelid
    where (relkind = 'I' or relispartition)
      and not exists (select from pg_constraint where conindid = indexrelid) order by relkind = 'I'`.execute(
    trx,
  )
  // Those of its partitions with it.
  for (const { name, ofTable } of rows)
    if (ofTable) await sql`drop index ${sql.raw(name)}`.execute(trx)
  // Partitions first, so that theirs have the names of before and become part of the table's.
  return rows.map(({ statement }) => statement.replace(' ON ONLY ', ' ON '))
}
