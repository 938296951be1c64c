import { sql } from 'kysely'
import type { Trx } from '../tables.ts'
import type { PartitionedTable } from './partitioned-tables.ts'

/** Statements of others queue behind one that waits for a lock, so it gives up early. The next run tries again. */
const lockTimeoutMs = 300

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
