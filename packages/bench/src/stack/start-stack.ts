import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { startPostgres } from '@order-settlement/local/embedded-postgres.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { setSynchronous, startStandby } from '@order-settlement/testing/replicated-postgres.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import type { BenchContext } from '../run-bench.ts'
import { type BenchProcess, type ProcessOptions, startProcess } from './start-process.ts'

export interface Stack {
  /** Of a migrated, empty database. */
  databaseUrl: string
  db: Database
  /** A directory that PostgreSQL can write to. */
  serverDirectory: string
  /** Starts a standby of the database's server. Until it is disposed of, commits wait until it has written them to disk. */
  startStandby(): Promise<AsyncDisposable>
  /** Starts a process on the stack's database and settlement directory. */
  start(options: Omit<ProcessOptions, 'directory'>): Promise<BenchProcess>
}

/**
 * Starts its own PostgreSQL in a temporary directory, with the settings of `npm start`: fsync and
 * synchronous_commit are on. The context's `stack` stops it.
 */
export async function startStack({ stack, signal }: BenchContext): Promise<Stack> {
  const directory = stack.use(await makeTemporaryDirectory())
  const dataDir = join(directory.path, 'data')
  const starting = startPostgres({ dataDir, signal })
  // Deferred before the start has finished, so that an interrupted start is cleaned up too.
  stack.defer(async () => {
    const postgres = await starting.catch(() => undefined)
    await postgres?.stop({ immediate: true })
  })
  const primary = await starting
  const databaseUrl = primary.url('appdb')
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
    async startStandby() {
      const copy = stack.use(await makeTemporaryDirectory())
      const standby = await startStandby(primary, dataDir, join(copy.path, 'data'))
      // Also if this process is interrupted; it may have been stopped before.
      stack.defer(() => standby.stop({ immediate: true }))
      await setSynchronous(primary, true)
      return {
        async [Symbol.asyncDispose]() {
          await setSynchronous(primary, false)
          await standby.stop({ immediate: true })
          await copy.remove()
        },
      }
    },
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
