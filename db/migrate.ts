import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { installQueues } from '@order-settlement/shared/jobs/queues.ts'
import type { Logger } from '@order-settlement/shared/process/logger.ts'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import pRetry from 'p-retry'
import { PgBoss } from 'pg-boss'
import { createDatabase } from './create-database.ts'
import { errorCode, isTransactionConflict } from './database-errors.ts'
import type { Database } from './tables.ts'

const directory = join(import.meta.dirname, 'migrations')

const fromDirectory: MigrationProvider = {
  async getMigrations() {
    const files = (await readdir(directory)).filter((file) => file.endsWith('.ts'))
    const migrations = files.map(
      async (file): Promise<[string, Migration]> => [
        basename(file, '.ts'),
        await import(join(directory, file)),
      ],
    )
    return Object.fromEntries(await Promise.all(migrations))
  },
}

/**
 * Brings the schema and the queues up to date. Several processes may do so at once: Kysely's migrator
 * and pg-boss each take a lock. All new migrations share one transaction, so a failing one leaves the
 * schema as it was. One that cannot have its locks within two seconds lets others go first, and tries again.
 *
 * @param provider the migrations to run; those of `db/migrations` unless a test brings its own
 * @throws what the failing migration threw
 */
export async function migrate(
  url: string,
  logger: Logger,
  provider: MigrationProvider = fromDirectory,
): Promise<void> {
  const db = createDatabase({
    url,
    applicationName: 'migrate',
    connections: 1,
    // Whoever reads a table waits behind a migration that waits for it.
    lockTimeoutMs: 2_000,
    logger,
  })
  try {
    await pRetry(() => migrateTables(db, logger, provider), {
      retries: Number.POSITIVE_INFINITY,
      maxTimeout: 5_000,
      shouldRetry: ({ error }) => isInUse(error),
      onFailedAttempt({ error }) {
        if (isInUse(error)) logger.warn({ reason: error.message }, 'tables are in use')
      },
    })
  } finally {
    await db.destroy()
  }

  const boss = new PgBoss({
    connectionString: url,
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

/** Whether a lock was not to be had in time. */
function isInUse(error: Error): boolean {
  return errorCode(error) === '55P03' || isTransactionConflict(error)
}

async function migrateTables(
  db: Database,
  logger: Logger,
  provider: MigrationProvider,
): Promise<void> {
  const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error
  for (const { migrationName } of results) logger.info({ migration: migrationName }, 'migrated')
}
