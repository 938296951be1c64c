import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { startPostgres } from '@order-settlement/local/embedded-postgres.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import type { Bench } from '../run-bench.ts'
import { type BenchProcess, type ProcessOptions, startProcess } from './start-process.ts'

export interface Stack {
  /** Of a migrated database without rows. */
  databaseUrl: string
  db: Database
  /** Where PostgreSQL itself may write files. */
  serverDirectory: string
  /** Starts one of the processes on this stack's database and settlement directory. */
  start(options: Omit<ProcessOptions, 'directory'>): Promise<BenchProcess>
}

/**
 * Starts a PostgreSQL of its own in a temporary directory, with the settings that `npm start` runs it with:
 * fsync and synchronous_commit are on. `stack` ends all of it.
 */
export async function startStack({ stack, signal }: Bench): Promise<Stack> {
  const directory = stack.use(await makeTemporaryDirectory())
  const starting = startPostgres({ dataDir: join(directory.path, 'data'), signal })
  // Before it is there: an interrupted start must be waited for as well.
  stack.defer(async () => {
    const postgres = await starting.catch(() => undefined)
    await postgres?.stop({ immediate: true })
  })
  const databaseUrl = (await starting).url('appdb')
  const logger = createLogger('bench', 'silent')
  await migrate(databaseUrl, logger)
  const db = createDatabase({ url: databaseUrl, applicationName: 'bench', connections: 2, logger })
  stack.defer(() => db.destroy())

  const serverDirectory = join(directory.path, 'server')
  await mkdir(serverDirectory)
  // PostgreSQL runs as another user when this process is root's.
  await chmod(serverDirectory, 0o777)
  return {
    databaseUrl,
    db,
    serverDirectory,
    start: ({ env, ...options }) =>
      startProcess(stack, {
        ...options,
        directory: directory.path,
        env: {
          DATABASE_URL: databaseUrl,
          SETTLEMENT_DIR: join(directory.path, 'settlements'),
          ...env,
        },
      }),
  }
}
