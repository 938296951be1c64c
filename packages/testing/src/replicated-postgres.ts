import { chown, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Postgres,
  type PostgresOptions,
  startPostgres,
} from '@order-settlement/local/embedded-postgres.ts'
import { clusterPath } from '@order-settlement/local/postgres/prepare-cluster.ts'
import { execa } from 'execa'
import pg from 'pg'
import { testSettings } from './own-postgres.ts'
import { makeTemporaryDirectory } from './temporary-directory.ts'

export interface ReplicatedPostgres extends AsyncDisposable {
  primary: Postgres
  /** Streams from the primary, and takes reads until it is promoted. */
  standby: Postgres
  /** The URL of `appdb` on both servers, the standby first, for connections to the one that takes writes. */
  url: string
  /** Whether commits wait until the standby has written them to disk, from when this resolves on. */
  setSynchronous(on: boolean): Promise<void>
  /** Makes a primary of the standby. @returns when it takes writes */
  promote(): Promise<void>
}

/**
 * Starts two PostgreSQL in temporary directories: a primary and a standby that streams from it.
 *
 * @param settings of both, in place of those for tests
 */
export async function startReplicatedPostgres(
  settings: PostgresOptions['settings'] = testSettings,
): Promise<ReplicatedPostgres> {
  const stack = new AsyncDisposableStack()
  try {
    const directory = stack.use(await makeTemporaryDirectory()).path
    const dataDir = join(directory, 'primary')
    const primary = await startPostgres({ dataDir, settings })
    stack.defer(() => primary.stop({ immediate: true }))
    // Copied while it is stopped, since the PostgreSQL of the npm packages has no pg_basebackup.
    await primary.stop()
    const copy = join(directory, 'standby')
    await copyAsStandby(dataDir, copy)
    await primary.restart()
    const standby = await startPostgres({
      dataDir: copy,
      settings: { ...settings, primary_conninfo: conninfo(primary) },
    })
    stack.defer(() => standby.stop({ immediate: true }))
    const servers = stack.move()
    return {
      primary,
      standby,
      url: urlOfBoth(primary, standby),
      setSynchronous: (on) => setSynchronous(primary, on),
      promote: () => onServer(standby, 'select pg_promote()'),
      [Symbol.asyncDispose]: () => servers.disposeAsync(),
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

/** @param from of a server that is stopped */
async function copyAsStandby(from: string, to: string): Promise<void> {
  await execa('cp', ['-a', from, to])
  const cluster = clusterPath(to)
  const { uid, gid } = await stat(cluster)
  const signal = join(cluster, 'standby.signal')
  await writeFile(signal, '')
  await chown(signal, uid, gid)
  await rm(join(cluster, 'postmaster.pid'), { force: true })
}

function conninfo({ port, url }: Postgres): string {
  const { hostname, password } = new URL(url('postgres'))
  return `host=${hostname} port=${port} user=postgres password=${password} application_name=standby`
}

function urlOfBoth(primary: Postgres, standby: Postgres): string {
  const { host } = new URL(primary.url('appdb'))
  const both = `${new URL(standby.url('appdb')).host},${host}`
  return `${primary.url('appdb').replace(host, both)}&target_session_attrs=read-write`
}

async function setSynchronous(primary: Postgres, on: boolean): Promise<void> {
  await onServer(primary, `alter system set synchronous_standby_names = '${on ? 'standby' : ''}'`)
  await onServer(primary, 'select pg_reload_conf()')
  const state = on ? 'sync' : 'async'
  const isSet = `select 1 / count(*) from pg_stat_replication where state = 'streaming' and sync_state = '${state}'`
  const deadline = performance.now() + 20_000
  for (;;) {
    try {
      return await onServer(primary, isSet)
    } catch (error) {
      if (performance.now() > deadline) throw error
      await sleep(50)
    }
  }
}

async function onServer(postgres: Postgres, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
