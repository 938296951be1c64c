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
 * left invalid is built again.
 *
 * @param session one connection, without a transaction
 * @throws 23505 from PostgreSQL if the rows violate a unique index
 */
export async function buildIndexes(
  session: Database,
  logger: Logger,
  { indexes = [] }: MigrationWithIndexes,
): Promise<void> {
  for (const { name, unique, on } of indexes) {
    const valid = await readValidity(session, name)
    if (valid) continue
    // A build waits for the transactions before it. Meanwhile it holds up neither readers nor writers.
    await sql`set lock_timeout = 0`.execute(session)
    try {
      if (valid === false) await sql`drop index concurrently ${sql.table(name)}`.execute(session)
      await sql`create ${sql.raw(unique ? 'unique index' : 'index')} concurrently ${sql.ref(name)}
        on ${sql.raw(on)}`.execute(session)
    } finally {
      await sql`reset lock_timeout`.execute(session)
    }
    logger.info({ index: name }, 'index built')
  }
}

/** @returns undefined if there is no such index */
async function readValidity(session: Database, name: string): Promise<boolean | undefined> {
  const { rows } = await sql<{ valid: boolean }>`
    select indisvalid as valid from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = 'public'::regnamespace and relname = ${name}`.execute(session)
  return rows[0]?.valid
}
