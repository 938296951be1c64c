import fs from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { installQueues } from '@order-settlement/shared/jobs/queues.ts'
import type { Logger } from '@order-settlement/shared/process/logger.ts'
import { sql } from 'kysely'
import { FileMigrationProvider, type MigrationProvider, Migrator } from 'kysely/migration'
import pRetry from 'p-retry'
import { PgBoss } from 'pg-boss'
import { buildIndexes } from './build-indexes.ts'
import { createDatabase, createPool } from './create-database.ts'
import { isLockNotAvailable, isTransactionConflict } from './database-errors.ts'
import { makePartitions } from './partitions/make-partitions.ts'
import { queueDatabase } from './queue-database.ts'
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
 * Brings the schema and the queues up to date. Several processes may do so at once: they take turns. Each migration is
 * a transaction of its own; a failing one is rolled back and ends the call. One that waits 300 ms for a lock is rolled
 * back and retried, since statements of a running shop queue behind it.
 *
 * What takes long happens beside readers and writers, after the commit: the `indexes` of a migration are built before
 * the next migration, and constraints that were added as NOT VALID are validated last. Then the partitions of this month and
 * the next ones are made. If that is interrupted, the next call completes it.
 *
 * @param url of a server, or a pooler that keeps sessions: a lock is held over several transactions
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
    lockTimeoutMs: 300,
    logger,
  })
  try {
    await db.connection().execute(async (session) => {
      await lockMigrations(session)
      await retryWhileInUse(logger, async () => {
        await migrateTables(session, logger, provider)
        await turnDatabasePruningOff(session)
        await validateConstraints(session)
        for (const partition of await makePartitions(session))
          logger.info({ partition }, 'partition made')
      })
    })
  } finally {
    // Closes the connection, which releases the lock.
    await db.destroy()
  }
  await migrateQueues(url, logger)
}

/**
 * Waits for other processes that migrate, for all steps of theirs. By polling: a statement that waits for a lock holds
 * a snapshot, and an index that is built concurrently waits for all snapshots.
 */
async function lockMigrations(session: Database): Promise<void> {
  await pRetry(
    async () => {
      const { rows } = await sql<{ locked: boolean }>`
        select pg_try_advisory_lock(hashtext('migrate')) as locked`.execute(session)
      if (!rows[0]?.locked) throw new Error('another process migrates')
    },
    { retries: Number.POSITIVE_INFINITY, minTimeout: 100, maxTimeout: 1_000 },
  )
}

async function retryWhileInUse(logger: Logger, work: () => Promise<void>): Promise<void> {
  await pRetry(work, {
    retries: Number.POSITIVE_INFINITY,
    maxTimeout: 5_000,
    shouldRetry: ({ error }) => isTableInUse(error),
    onFailedAttempt({ error }) {
      if (isTableInUse(error)) logger.warn({ reason: error.message }, 'tables are in use')
    },
  })
}

async function migrateTables(
  db: Database,
  logger: Logger,
  provider: MigrationProvider,
): Promise<void> {
  const migrator = new Migrator({ db, provider })
  for (;;) {
    const applied = (await migrator.getMigrations()).findLast(({ executedAt }) => executedAt)
    // Also those that an earlier call did not come to.
    if (applied) await buildIndexes(db, logger, applied.migration)
    const { error, results = [] } = await migrator.migrateUp()
    if (error) throw error
    if (results.length === 0) return
    for (const { migrationName } of results) logger.info({ migration: migrationName }, 'migrated')
  }
}

/**
 * Scans a table beside its readers and writers: a lock of the migration itself would stop them meanwhile. Not what a
 * check of a default partition says of a month: `makePartitions` does that.
 */
async function validateConstraints(db: Database): Promise<void> {
  const { rows } = await sql<{ table: string; constraint: string }>`
    select relname as table, conname as constraint from pg_constraint join pg_class as t on t.oid = conrelid
    where relnamespace = 'public'::regnamespace and not convalidated and conname !~ '^without_'
      -- With its parent: those to the partitions of the table that a foreign key refers to.
      and conparentid = 0
    order by 1, 2`.execute(db)
  for (const { table, constraint } of rows) {
    await sql`alter table ${sql.table(table)} validate constraint ${sql.ref(constraint)}`.execute(
      db,
    )
  }
}

/**
 * For sessions that do not turn it on, as those of create-database.ts do: statements by hand, of a version before, or
 * through a pooler. PostgreSQL 18.4 ends with SIGSEGV in partkey_datum_from_expr() where a statement that prunes
 * partitions while it runs, anywhere in it, waits for a row that another transaction changes: it then starts its plan
 * once more and frees what the first one prunes by. Without pruning, an index of each partition is searched.
 */
async function turnDatabasePruningOff(db: Database): Promise<void> {
  await sql`
    do $$
    declare
      owned constant boolean := (select pg_has_role(datdba, 'USAGE') from pg_database where datname = current_database());
    begin
      execute format(
        case when owned then 'alter database %1$I' else 'alter role current_user in database %1$I' end
          || ' set enable_partition_pruning = off', current_database());
    end $$`.execute(db)
}

/** Whether a lock timed out, or the transaction lost a deadlock. */
function isTableInUse(error: Error): boolean {
  return isLockNotAvailable(error) || isTransactionConflict(error)
}

async function migrateQueues(url: string, logger: Logger): Promise<void> {
  const pool = createPool({ url, applicationName: 'pgboss', connections: 2, logger })
  const boss = new PgBoss({
    db: queueDatabase(pool, url, logger),
    supervise: false,
    schedule: false,
    registerInstance: false,
  })
  boss.on('error', (error) => logger.warn({ err: error }, 'queue error'))
  try {
    await boss.start()
    await installQueues(boss)
  } finally {
    await boss.stop({ graceful: false })
    await pool.end()
  }
}
