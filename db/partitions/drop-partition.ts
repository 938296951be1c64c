import { sql } from 'kysely'
import type { Trx } from '../tables.ts'
import { limitLockWait } from './lock-partitions.ts'
import type { PartitionedTable } from './partitioned-tables.ts'

/**
 * Drops a partition, in milliseconds and without work for vacuum. It is detached first, since foreign keys refer to it; not
 * concurrently, which a default partition rules out.
 *
 * @param partition its name; its rows have no references
 * @throws 55P03 from PostgreSQL if the table is in use, and 23503 if something refers to a row
 */
export async function dropPartition(
  trx: Trx,
  { name }: PartitionedTable,
  partition: string,
): Promise<void> {
  await limitLockWait(trx)
  await sql`alter table ${sql.table(name)} detach partition ${sql.table(partition)}`.execute(trx)
  await sql`drop table ${sql.table(partition)}`.execute(trx)
}
