import { sql } from 'kysely'
import type { Database } from '../tables.ts'
import { partitionedTables } from './partitioned-tables.ts'

/**
 * Analyses the partitioned tables of which a partition was analysed since: autovacuum analyses partitions alone, and
 * what the planner knows of all of them, such as the number of merchants, would stay as it was.
 *
 * @returns their names
 */
export async function analyzeTables(db: Database): Promise<string[]> {
  const analyzed: string[] = []
  for (const { name } of Object.values(partitionedTables)) {
    if (!(await hasChanged(db, name))) continue
    // Without its partitions, which are read all the same.
    await sql`analyze only ${sql.table(name)}`.execute(db)
    analyzed.push(name)
  }
  return analyzed
}

async function hasChanged(db: Database, name: string): Promise<boolean> {
  const { rows } = await sql`
    select from pg_partition_tree(to_regclass(${name})) join pg_stat_user_tables as part using (relid)
    where isleaf and greatest(last_analyze, last_autoanalyze) >
      coalesce((select last_analyze from pg_stat_user_tables where relid = to_regclass(${name})), '-infinity')
    limit 1`.execute(db)
  return rows.length > 0
}
