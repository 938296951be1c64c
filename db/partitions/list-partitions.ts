import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../tables.ts'
import type { PartitionedTable } from './partitioned-tables.ts'

export interface Partition {
  name: string
  /** The first key that it has; null for all below `upper`. */
  lower: string | null
  /** The first key above it. */
  upper: string
}

/** Partitions of months, the oldest first. The default partition is none of them. */
export async function listPartitions(db: Database, table: PartitionedTable): Promise<Partition[]> {
  const { rows } = await selectPartitions(table).execute(db)
  return rows
}

/** The query of `listPartitions`: none before the migration that partitions the table. */
export function selectPartitions({ name, kind }: PartitionedTable): RawBuilder<Partition> {
  return sql<Partition>`
    select relname as name, substring(bounds from 'FROM \\(''(.*?)''\\)') as lower,
      substring(bounds from 'TO \\(''(.*?)''\\)') as upper
    from pg_inherits join pg_class on pg_class.oid = inhrelid, pg_get_expr(relpartbound, pg_class.oid) as bounds
    where inhparent = to_regclass(${name}) and bounds <> 'DEFAULT'
    order by cast(substring(bounds from 'TO \\(''(.*?)''\\)') as ${sql.raw(kind)})`
}

/** @param month such as `2027-01` */
export function partitionName({ name }: PartitionedTable, month: string): string {
  return `${name}_${month.replace('-', '_')}`
}
