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
import { makeMemoryDirectory } from './temporary-directory.ts'

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
    const directory = stack.use(await makeMemoryDirectory()).path
    const dataDir = join(directory, 'primary')
    const primary = await startPostgres({ dataDir, settings })
    stack.defer(() => primary.stop({ immediate: true }))
    const standby = await startStandby(primary, dataDir, join(directory, 'standby'), settings)
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

/**
 * Copies a server that runs, and starts the copy as a standby that streams from it.
 *
 * @param from data directory of the primary
 * @param to data directory of the standby, which must not exist
 */
export async function startStandby(
  primary: Postgres,
  from: string,
  to: string,
  settings: PostgresOptions['settings'] = {},
): Promise<Postgres> {
  await backUp(primary, from, to)
  return await startPostgres({
    dataDir: to,
    settings: { ...settings, primary_conninfo: conninfo(primary) },
  })
}

/** As pg_basebackup does, which the PostgreSQL of the npm packages does not have. */
async function backUp(primary: Postgres, from: string, to: string): Promise<void> {
  const client = new pg.Client({ connectionString: primary.url('postgres') })
  await client.connect()
  try {
    await client.query(`select pg_backup_start('standby', true)`)
    // It fails for files that PostgreSQL removes meanwhile, which a standby does not need.
    await execa('cp', ['-a', from, to], { reject: false })
    const { rows } = await client.query<{ labelfile: string }>(
      'select labelfile from pg_backup_stop()',
    )
    const cluster = clusterPath(to)
    await rm(join(cluster, 'postmaster.pid'), { force: true })
    const files = { backup_label: rows[0]?.labelfile ?? '', 'standby.signal': '' }
    const { uid, gid } = await stat(cluster)
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(cluster, name), text)
      await chown(join(cluster, name), uid, gid)
    }
  } finally {
    await client.end()
  }
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

/** Whether commits of the primary wait for its standby, from when this resolves on. */
export async function setSynchronous(primary: Postgres, on: boolean): Promise<void> {
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
