import { sql } from 'kysely'
import type { Database, Trx } from '../tables.ts'
import { dropPartition } from './drop-partition.ts'
import { listPartitions, type Partition } from './list-partitions.ts'
import { lockPartitions } from './lock-partitions.ts'
import { partitionedTables } from './partitioned-tables.ts'

const changes = partitionedTables.settlement_changes

/**
 * Drops the months of settlement_changes that ended longer ago, and what the default partition has of them. Completed jobs
 * of these months are marked, so that nobody takes changes that are gone for no changes.
 *
 * @param months after the end of a month in UTC
 * @returns the names of the partitions that it dropped
 * @throws 55P03 from PostgreSQL if the tables are in use: those that it dropped before are gone
 */
export async function dropPartitions(db: Database, months: number): Promise<string[]> {
  const dropped: string[] = []
  const end = await readEnd(db, months)
  for (const partition of await listPartitions(db, changes)) {
    if (partition.upper > end) break
    const name = await db.transaction().execute(async (trx) => {
      await lockPartitions(trx, changes)
      return await dropMonth(trx, partition)
    })
    dropped.push(...name)
  }
  await deleteOthers(db, end)
  return dropped
}

/** The first id that is kept. */
async function readEnd(db: Database, months: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`select lowest_uuid(
    date_subtract(date_trunc('month', now(), 'UTC'), make_interval(months => ${months}), 'UTC')) as id`.execute(
    db,
  )
  const [end] = rows
  if (!end) throw new Error('there is no end')
  return end.id
}

async function dropMonth(trx: Trx, { name }: Partition): Promise<string[]> {
  const { rows } = await sql<{ found: boolean }>`
    select to_regclass(${name}) is not null as found`.execute(trx)
  if (!rows[0]?.found) return []
  // Readers wait as well, so that none finds changes that are gone before their job says so.
  await sql`lock table ${sql.table(changes.name)} in access exclusive mode`.execute(trx)
  await sql`update jobs set changes_removed_at = clock_timestamp()
    where exists (select from ${sql.table(name)} where run_id = jobs.id)`.execute(trx)
  await dropPartition(trx, changes, name)
  return [name]
}

async function deleteOthers(db: Database, end: string): Promise<void> {
  await sql`
    with gone as (delete from ${sql.table(`${changes.name}_default`)} where run_id < ${end} returning run_id)
    update jobs set changes_removed_at = clock_timestamp() where id in (select run_id from gone)`.execute(
    db,
  )
}
