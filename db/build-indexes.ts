import type { Logger } from '@order-settlement/shared/process/logger.ts'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Database } from './tables.ts'

/** What a migration exports as `indexes`: built after its commit, while the table is read and written. */
export interface NewIndex {
  name: string
  unique?: boolean
  /** What follows ON: table, columns and condition. */
  on: string
}

export interface MigrationWithIndexes extends Migration {
  indexes?: NewIndex[]
}

/**
 * Builds the indexes of a migration that are missing, each of them concurrently. One that an interrupted build has
 * left invalid is built again. Of a partitioned table, those of its partitions are built first: PostgreSQL builds none of
 * the table itself concurrently.
 *
 * @param session one connection, without a transaction
 * @throws 23505 from PostgreSQL if the rows violate a unique index, and 55P03 if a partitioned table is in use: what was
 * built before remains
 */
export async function buildIndexes(
  session: Database,
  logger: Logger,
  { indexes = [] }: MigrationWithIndexes,
): Promise<void> {
  for (const index of indexes) {
    if (await readValidity(session, index.name)) continue
    const [table = '', on] = divide(index.on)
    const partitions = await listPartitions(session, table)
    if (partitions.length === 0) await build(session, index)
    else await buildOfPartitions(session, { ...index, table, on, partitions })
    logger.info({ index: index.name }, 'index built')
  }
}

async function build(session: Database, { name, unique, on }: NewIndex): Promise<void> {
  const valid = await readValidity(session, name)
  if (valid) return
  // A build waits for the transactions before it. Meanwhile it holds up neither readers nor writers.
  await sql`set lock_timeout = 0`.execute(session)
  try {
    if (valid === false) await sql`drop index concurrently ${sql.table(name)}`.execute(session)
    await sql`create ${kind(unique)} concurrently ${sql.ref(name)} on ${sql.raw(on)}`.execute(
      session,
    )
  } finally {
    await sql`reset lock_timeout`.execute(session)
  }
}

interface PartitionedIndex extends NewIndex {
  table: string
  partitions: string[]
}

/** The last step locks the table against writers for a moment. A partition that is made meanwhile gets its index there. */
async function buildOfPartitions(session: Database, index: PartitionedIndex): Promise<void> {
  const { name, unique, table, on, partitions } = index
  const built = partitions.map((partition) => ({
    name: `${name}_${partition.slice(table.length + 1)}`,
    unique: unique ?? false,
    on: `${partition} ${on}`,
  }))
  for (const ofPartition of built) await build(session, ofPartition)
  await session.transaction().execute(async (trx) => {
    await sql`create ${kind(unique)} ${sql.ref(name)} on only ${sql.table(table)} ${sql.raw(on)}`.execute(
      trx,
    )
    for (const ofPartition of built)
      await sql`alter index ${sql.ref(name)} attach partition ${sql.ref(ofPartition.name)}`.execute(
        trx,
      )
  })
}

const kind = (unique = false) => sql.raw(unique ? 'unique index' : 'index')

/** The table, and what follows it. */
function divide(on: string): [table: string, rest: string] {
  const end = on.indexOf(' ')
  return [on.slice(0, end), on.slice(end + 1)]
}

/** None of a table that is not partitioned. */
async function listPartitions(session: Database, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relid::text as name from pg_partition_tree(to_regclass(${table})) where isleaf and level > 0 order by 1`.execute(
    session,
  )
  return rows.map(({ name }) => name)
}

/** @returns undefined if there is no such index */
async function readValidity(session: Database, name: string): Promise<boolean | undefined> {
  const { rows } = await sql<{ valid: boolean }>`
    select indisvalid as valid from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = 'public'::regnamespace and relname = ${name}`.execute(session)
  return rows[0]?.valid
}
