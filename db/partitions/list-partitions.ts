import { type RawBuilder, sql } from 'kysely'
import type { Database, Trx } from '../tables.ts'
import type { PartitionedTable } from './partitioned-tables.ts'

/** Statements of others queue behind one that waits for a lock, so it gives up early. The next run tries again. */
const lockTimeoutMs = 300

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

/**
 * Excludes other processes that make or drop partitions until the transaction ends, and writers of the tables that this
 * one refers to: these before the table itself, as its writers lock them. From here on a lock is waited for 300 ms at most.
 *
 * @throws 55P03 from PostgreSQL if the tables are in use
 */
export async function lockPartitions(trx: Trx, { refersTo }: PartitionedTable): Promise<void> {
  await excludeMakers(trx)
  await limitLockWait(trx)
  // Exclusive: a writer that has locked rows of it would wait for the table itself, with a lock of this one's.
  for (const table of refersTo) {
    await sql`lock table ${sql.table(table)} in exclusive mode`.execute(trx)
  }
}

export async function excludeMakers(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('partitions'))`.execute(trx)
}

export async function limitLockWait(trx: Trx): Promise<void> {
  await sql`select set_config('lock_timeout', ${`${lockTimeoutMs}ms`}, true)`.execute(trx)
}
