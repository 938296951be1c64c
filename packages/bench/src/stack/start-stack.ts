import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { startPostgres } from '@order-settlement/local/embedded-postgres.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import type { BenchContext } from '../run-bench.ts'
import { type BenchProcess, type ProcessOptions, startProcess } from './start-process.ts'

export interface Stack {
  /** Of a migrated, empty database. */
  databaseUrl: string
  db: Database
  /** A directory that PostgreSQL can write to. */
  serverDirectory: string
  /** Starts a process on the stack's database and settlement directory. */
  start(options: Omit<ProcessOptions, 'directory'>): Promise<BenchProcess>
}

/**
 * Starts its own PostgreSQL in a temporary directory, with the settings of `npm start`: fsync and
 * synchronous_commit are on. The context's `stack` stops it.
 */
export async function startStack({ stack, signal }: BenchContext): Promise<Stack> {
  const directory = stack.use(await makeTemporaryDirectory())
  const starting = startPostgres({ dataDir: join(directory.path, 'data'), signal })
  // Deferred before the start has finished, so that an interrupted start is cleaned up too.
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
  // PostgreSQL runs as another user if this process is root.
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
