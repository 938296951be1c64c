import { sql } from 'kysely'
import type { Database, Trx } from './tables.ts'

/** Months after the current one that have partitions. */
const monthsAhead = 3
/** Statements of others queue behind one that waits for a lock, so it gives up early. The next run tries again. */
const lockTimeoutMs = 300

/** The table that is partitioned by the months of its jobs, in UTC, and the table whose rows these are. */
const table = 'settlement_changes'
const owner = 'jobs'

export interface Partition {
  name: string
  /** The first id that it has; null for all below `upper`. */
  lower: string | null
  /** The first id above it. */
  upper: string
}

/** Partitions of months, the oldest first. The default partition is none of them. */
export async function listPartitions(db: Database): Promise<Partition[]> {
  const { rows } = await sql<Partition>`
    select relname as name, substring(bounds from 'FROM \\(''(.*?)''\\)') as lower,
      substring(bounds from 'TO \\(''(.*?)''\\)') as upper
    from pg_inherits join pg_class on pg_class.oid = inhrelid, pg_get_expr(relpartbound, pg_class.oid) as bounds
    where inhparent = ${table}::regclass and bounds <> 'DEFAULT'
    order by upper`.execute(db)
  return rows
}

/**
 * Makes the partitions of this month and the next ones, unless they are there. Rows of a month that came before its
 * partition are in the default partition, and move.
 *
 * @returns the names of the partitions that it made
 * @throws 55P03 from PostgreSQL if the tables are in use: those that it made before remain
 */
export async function makePartitions(db: Database): Promise<string[]> {
  const made: string[] = []
  for (const month of await findMissingMonths(db)) {
    const name = await db.transaction().execute(async (trx) => {
      await lockPartitions(trx)
      // Another process may have made it meanwhile.
      const missing = await findMissingMonths(trx)
      return missing.some(({ lower }) => lower === month.lower)
        ? await makePartition(trx, month)
        : []
    })
    made.push(...name)
  }
  return made
}

interface Month {
  name: string
  lower: string
  upper: string
}

/** None before the migration that partitions the table. */
async function findMissingMonths(db: Database): Promise<Month[]> {
  const partitioned = await sql`
    select from pg_partitioned_table where partrelid = to_regclass(${table})`.execute(db)
  if (partitioned.rows.length === 0) return []
  const { rows } = await sql<Month>`
    select ${`${table}_`} || to_char(month at time zone 'UTC', 'YYYY_MM') as name,
      lowest_uuid(month) as lower, lowest_uuid(date_add(month, '1 month', 'UTC')) as upper
    from date_trunc('month', now(), 'UTC') as first,
      generate_series(first, date_add(first, make_interval(months => ${monthsAhead}), 'UTC'), '1 month', 'UTC') as month
    order by month`.execute(db)
  const partitions = await listPartitions(db)
  return rows.filter(
    (month) =>
      !partitions.some(
        ({ lower, upper }) => (lower === null || lower <= month.lower) && upper > month.lower,
      ),
  )
}

async function makePartition(trx: Trx, { name, lower, upper }: Month): Promise<string[]> {
  const [partition, others] = [sql.table(name), sql.table(`${table}_default`)]
  // Attached, since CREATE TABLE PARTITION OF would lock the whole table against readers and writers.
  await sql`create table ${partition} (like ${sql.table(table)} including defaults including constraints)`.execute(
    trx,
  )
  await sql`lock table ${others} in access exclusive mode`.execute(trx)
  await sql`with moved as (delete from ${others} where run_id >= ${lower} and run_id < ${upper} returning *)
    insert into ${partition} select * from moved`.execute(trx)
  await sql`alter table ${sql.table(table)} attach partition ${partition}
    for values from (${sql.lit(lower)}) to (${sql.lit(upper)})`.execute(trx)
  return [name]
}

/** Excludes other processes that make or drop partitions. Then jobs before their changes, as publishing locks them. */
async function lockPartitions(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('partitions'))`.execute(trx)
  await sql`select set_config('lock_timeout', ${`${lockTimeoutMs}ms`}, true)`.execute(trx)
  await sql`lock table ${sql.table(owner)} in share row exclusive mode`.execute(trx)
}

/**
 * Drops the months that ended longer ago, and what the default partition has of them. Completed jobs of these months are
 * marked, so that nobody takes changes that are gone for no changes.
 *
 * @param months after the end of a month in UTC
 * @returns the names of the partitions that it dropped
 * @throws 55P03 from PostgreSQL if the tables are in use: those that it dropped before are gone
 */
export async function dropPartitions(db: Database, months: number): Promise<string[]> {
  const dropped: string[] = []
  const end = await readEnd(db, months)
  for (const partition of await listPartitions(db)) {
    if (partition.upper > end) break
    const name = await db.transaction().execute(async (trx) => {
      await lockPartitions(trx)
      return await dropPartition(trx, partition)
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

async function dropPartition(trx: Trx, { name }: Partition): Promise<string[]> {
  const partition = sql.table(name)
  const { rows } = await sql<{ found: boolean }>`
    select to_regclass(${name}) is not null as found`.execute(trx)
  if (!rows[0]?.found) return []
  // Detached concurrently it cannot be, since there is a default partition. This takes milliseconds.
  await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(trx)
  await sql`update jobs set changes_removed_at = clock_timestamp()
    where exists (select from ${partition} where run_id = jobs.id)`.execute(trx)
  await sql`drop table ${partition}`.execute(trx)
  return [name]
}

async function deleteOthers(db: Database, end: string): Promise<void> {
  await sql`
    with gone as (delete from ${sql.table(`${table}_default`)} where run_id < ${end} returning run_id)
    update jobs set changes_removed_at = clock_timestamp() where id in (select run_id from gone)`.execute(
    db,
  )
}
