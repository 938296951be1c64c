import fs from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { installQueues } from '@order-settlement/shared/jobs/queues.ts'
import type { Logger } from '@order-settlement/shared/process/logger.ts'
import { sql } from 'kysely'
import { FileMigrationProvider, type MigrationProvider, Migrator } from 'kysely/migration'
import pRetry from 'p-retry'
import { PgBoss } from 'pg-boss'
import { connectionOptions } from './connection-options.ts'
import { createDatabase } from './create-database.ts'
import { errorCode, isTransactionConflict } from './database-errors.ts'
import type { Database } from './tables.ts'

/** A migration's name is its file's, without `.ts`: that name is recorded in `kysely_migration`. */
export const migrationFiles = readMigrations(path.join(import.meta.dirname, 'migrations'))

/** @param migrationFolder absolute; `#`, `?` and `%` in it are taken literally */
export function readMigrations(migrationFolder: string): MigrationProvider {
  return new FileMigrationProvider({
    fs,
    path,
    migrationFolder,
    import: (file) => import(pathToFileURL(file).href),
  })
}

/**
 * Brings the schema and the queues up to date. Several processes may do so at once: Kysely's migrator
 * and pg-boss each take a lock. Each migration is a transaction of its own, so that none holds its locks while others
 * build their indexes; a failing one is rolled back and ends the call. One that waits two seconds for a lock is rolled
 * back and retried.
 *
 * Constraints that a migration added as NOT VALID are validated after the commit, when writers no longer wait. If
 * that is interrupted, the next call validates them.
 *
 * @param provider the migrations; those of `db/migrations` unless a test brings its own
 * @throws what the failing migration threw
 */
export async function migrate(
  url: string,
  logger: Logger,
  provider: MigrationProvider = migrationFiles,
): Promise<void> {
  const db = createDatabase({
    url,
    applicationName: 'migrate',
    connections: 1,
    // Statements that read a table queue behind a migration that waits for it.
    lockTimeoutMs: 2_000,
    logger,
  })
  try {
    const migrateAndValidate = async () => {
      await migrateTables(db, logger, provider)
      await validateConstraints(db)
    }
    await pRetry(migrateAndValidate, {
      retries: Number.POSITIVE_INFINITY,
      maxTimeout: 5_000,
      shouldRetry: ({ error }) => isTableInUse(error),
      onFailedAttempt({ error }) {
        if (isTableInUse(error)) logger.warn({ reason: error.message }, 'tables are in use')
      },
    })
  } finally {
    await db.destroy()
  }
  await migrateQueues(url, logger)
}

async function migrateTables(
  db: Database,
  logger: Logger,
  provider: MigrationProvider,
): Promise<void> {
  const migrator = new Migrator({ db, provider })
  for (;;) {
    const { error, results = [] } = await migrator.migrateUp()
    if (error) throw error
    if (results.length === 0) return
    for (const { migrationName } of results) logger.info({ migration: migrationName }, 'migrated')
  }
}

/** Scans a table beside its readers and writers: a lock of the migration itself would stop them meanwhile. */
async function validateConstraints(db: Database): Promise<void> {
  const { rows } = await sql<{ table: string; constraint: string }>`
    select relname as table, conname as constraint from pg_constraint join pg_class as t on t.oid = conrelid
    where relnamespace = 'public'::regnamespace and not convalidated order by 1, 2`.execute(db)
  for (const { table, constraint } of rows) {
    await sql`alter table ${sql.table(table)} validate constraint ${sql.ref(constraint)}`.execute(
      db,
    )
  }
}

/** Whether a lock timed out, or the transaction lost a deadlock. */
function isTableInUse(error: Error): boolean {
  return errorCode(error) === '55P03' || isTransactionConflict(error)
}

async function migrateQueues(url: string, logger: Logger): Promise<void> {
  const boss = new PgBoss({
    ...connectionOptions(url),
    max: 2,
    supervise: false,
    schedule: false,
    registerInstance: false,
  })
  boss.on('error', (error) => logger.warn({ err: error }, 'queue error'))
  await boss.start()
  try {
    await installQueues(boss)
  } finally {
    await boss.stop({ graceful: false })
  }
}
