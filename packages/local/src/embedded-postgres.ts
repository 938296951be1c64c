import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import getPort from 'get-port'
import { LocalError } from './local-error.ts'
import { chooseAccount, isNotWritable } from './postgres/account.ts'
import { findBinaries } from './postgres/binaries.ts'
import { clearStaleServer } from './postgres/clear-stale-server.ts'
import { endServer } from './postgres/end-server.ts'
import { ensureDatabase } from './postgres/ensure-database.ts'
import { lockDirectory } from './postgres/lock-directory.ts'
import { clusterPath, prepareCluster } from './postgres/prepare-cluster.ts'
import { type Exit, runServer, type Server } from './postgres/run-server.ts'

const host = '127.0.0.1'
const password = 'password'

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
  url(database: string): string
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
 * takes connections, on 127.0.0.1 only. There is a database `appdb`, empty at first.
 *
 * @throws LocalError, one line, if the directory is in use, not writable or of another version, the disk is full…
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { dataDir, signal } = options
  await makeDataDir(dataDir)
  let lock = lockDirectory(dataDir)
  try {
    const { run, port } = await prepareServer(options)
    let server = await run()
    const url = (database: string) =>
      `postgres://postgres:${password}@${host}:${port}/${database}?sslmode=disable`
    try {
      await ensureDatabase(url('postgres'), 'appdb')
      signal?.throwIfAborted()
    } catch (error) {
      await endServer(server, 'SIGQUIT')
      throw error
    }
    return {
      port,
      url,
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

async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
  } catch (error) {
    if (!isNotWritable(error)) throw error
    throw new LocalError(
      `DATA_DIR=${dataDir} cannot be made: give a directory that you may write to`,
      { cause: error },
    )
  }
}

async function prepareServer(
  options: PostgresOptions,
): Promise<{ port: number; run: () => Promise<Server> }> {
  const { dataDir, settings, signal } = options
  const account = await chooseAccount(clusterPath(dataDir))
  const binaries = await findBinaries(account)
  const cluster = await prepareCluster({ dataDir, account, binaries, password, signal })
  // Before the port is chosen: an orphan of a killed start would still hold it.
  await clearStaleServer(cluster)
  const port = await getPort({ host, ...(options.port ? { port: options.port } : {}) })
  const run = async () => {
    await clearStaleServer(cluster)
    return runServer({
      binaries,
      account,
      cluster,
      logFile: join(dataDir, 'postgresql.log'),
      settings: { ...defaultSettings, ...settings, port },
      signal,
    })
  }
  return { port, run }
}
