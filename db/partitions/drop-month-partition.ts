import { sql } from 'kysely'
import type { Database, Trx } from '../tables.ts'
import { dropPartition } from './drop-partition.ts'
import { listPartitions, partitionName } from './list-partitions.ts'
import { lockPartitions } from './lock-partitions.ts'
import type { PartitionedTable } from './partitioned-tables.ts'

interface ForeignKey {
  table: string
  name: string
  definition: string
}

/**
 * Drops the partition of a month, with its rows, to which nothing refers any more. PostgreSQL would prove that by
 * reading all that refers to the table, under a lock that stops the shop. So the foreign keys are dropped and made again in
 * the same transaction, for what is inserted from then on, and validated after it, beside readers and writers.
 *
 * @param month such as `2025-01`
 * @returns whether there was one: else the default partition may have rows of the month
 * @throws 55P03 from PostgreSQL if the tables are in use; 23503 if something refers to the month
 */
export async function dropMonthPartition(
  db: Database,
  table: PartitionedTable,
  month: string,
): Promise<boolean> {
  const name = partitionName(table, month)
  const dropped = await db.transaction().execute(async (trx) => {
    // The tables that refer to it after it, as refunds and keys are inserted after their order is locked.
    await lockPartitions(trx, table)
    const partitions = await listPartitions(trx, table)
    if (!partitions.some((partition) => partition.name === name)) return false
    await sql`lock table only ${sql.table(table.name)} in access exclusive mode`.execute(trx)
    const keys = await listForeignKeys(trx, table)
    for (const key of keys) await dropForeignKey(trx, key)
    await dropPartition(trx, table, name)
    for (const key of keys) await addForeignKey(trx, key)
    return true
  })
  // Also those of a call that was interrupted.
  for (const { table: referring, name: key, definition } of await listForeignKeys(db, table)) {
    if (!definition.endsWith('NOT VALID')) continue
    await sql`alter table ${sql.table(referring)} validate constraint ${sql.ref(key)}`.execute(db)
  }
  return dropped
}

async function listForeignKeys(db: Database, { name }: PartitionedTable): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select relname as table, conname as name, pg_get_constraintdef(pg_constraint.oid) as definition
    from pg_constraint join pg_class on pg_class.oid = conrelid
    where confrelid = ${name}::regclass and contype = 'f' and conparentid = 0 order by 1 desc, 2`.execute(
    db,
  )
  return rows
}

async function dropForeignKey(trx: Trx, { table, name }: ForeignKey): Promise<void> {
  await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(trx)
}

async function addForeignKey(trx: Trx, { table, name, definition }: ForeignKey): Promise<void> {
  const notValid = definition.endsWith('NOT VALID') ? definition : `${definition} NOT VALID`
  await sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(notValid)}`.execute(
    trx,
  )
}
