import { once } from 'node:events'
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import {
  type ReplicatedPostgres,
  startReplicatedPostgres,
} from '@order-settlement/testing/replicated-postgres.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createDatabase } from '../create-database.ts'
import { isDatabaseUnavailable } from '../database-errors.ts'
import type { Database } from '../tables.ts'

const logger = createLogger('test', 'silent')

let servers: ReplicatedPostgres
beforeAll(async () => {
  servers = await startReplicatedPostgres()
})
afterAll(() => servers?.[Symbol.asyncDispose]())

function hostOf(url: string): string {
  return new URL(url).host
}

/** The URL with other hosts and parameters. */
function withHosts(hosts: string[], parameters: string): string {
  const primary = servers.primary.url('appdb')
  const url = primary.replace(hostOf(primary), hosts.join(','))
  return `${url}&${parameters}`
}

function open(url: string, connections = 1): Database {
  const db = createDatabase({ url, applicationName: 'test', connections, logger })
  onTestFinished(() => db.destroy())
  return db
}

async function portOf(db: Database): Promise<number> {
  const { rows } = await sql<{ port: number }>`select inet_server_port() as port`.execute(db)
  return rows[0]?.port ?? 0
}

const primary = () => hostOf(servers.primary.url('appdb'))
const standby = () => hostOf(servers.standby.url('appdb'))
const closed = '127.0.0.1:1'

/** A host that takes connections and never answers. */
async function startSilentHost(): Promise<string> {
  const proxy = await startProxy(closed)
  proxy.freeze()
  return proxy.host
}

test.each([
  ['any', 'standby, primary', 'standby'],
  ['any', 'closed, primary, standby', 'primary'],
  ['primary', 'standby, primary', 'primary'],
  ['read-write', 'closed, standby, primary', 'primary'],
  ['read-write', 'primary, standby', 'primary'],
])('target_session_attrs=%s of %s connects to the %s', async (target, list, expected) => {
  const named: Record<string, string> = { closed, primary: primary(), standby: standby() }
  const hosts = list.split(', ').map((name) => named[name] ?? '')
  const db = open(withHosts(hosts, `target_session_attrs=${target}`))
  expect(`127.0.0.1:${await portOf(db)}`).toBe(named[expected])
})

test('without target_session_attrs the first host that answers is used, also a standby', async () => {
  const db = open(withHosts([closed, standby()], 'application_name=x'))
  expect(`127.0.0.1:${await portOf(db)}`).toBe(standby())
})

test('a host that never answers holds up 10 connections for 2 s together, and later ones not at all', async () => {
  const hosts = [await startSilentHost(), primary()]
  const db = open(withHosts(hosts, 'target_session_attrs=read-write'), 20)
  const connect = async (connections: number) => {
    const started = performance.now()
    const ports = await Promise.all(Array.from({ length: connections }, () => portOf(db)))
    expect(new Set(ports.map((port) => `127.0.0.1:${port}`))).toEqual(new Set([primary()]))
    return performance.now() - started
  }
  const first = await connect(10)
  expect(first).toBeGreaterThan(1_900)
  expect(first).toBeLessThan(3_000)
  expect(await connect(20)).toBeLessThan(1_000)
})

test('a single host that is a standby is refused as unavailable, and so is a list without a primary', async () => {
  const alone = await portOf(open(withHosts([standby()], 'target_session_attrs=primary'))).catch(
    (error: unknown) => error,
  )
  expect(alone).toMatchObject({ message: 'is a standby' })
  expect(isDatabaseUnavailable(alone)).toBe(true)

  const url = withHosts([closed, standby()], 'target_session_attrs=read-write')
  const listed = await portOf(open(url)).catch((error: unknown) => error)
  expect(listed).toMatchObject({
    message: `no server can be used: connect ECONNREFUSED ${closed}; ${standby()} is a standby`,
  })
  expect(isDatabaseUnavailable(listed)).toBe(true)
})

test('a wrong password is the reason of each host, and is not shown', async () => {
  const url = withHosts([primary(), standby()], 'target_session_attrs=read-write')
  const wrong = url.replace(new URL(servers.primary.url('appdb')).password, 'not-the-secret')
  const error = await portOf(open(wrong)).catch((error: unknown) => error)
  expect(String(error)).toContain(`${standby()} password authentication failed`)
  expect(String(error)).not.toContain('not-the-secret')
})

test('a connection whose server has become read-only fails one write, and is not used again', async () => {
  const db = open(servers.primary.url('appdb'))
  await sql`set default_transaction_read_only = on`.execute(db)
  const write = () => sql`create table written ()`.execute(db)
  const refused = await write().catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: '25006' })
  expect(isDatabaseUnavailable(refused)).toBe(true)
  await write()
})

// The last one: the standby stays a primary.
test('when a primary hangs and the standby is promoted, the first new connection cuts the others', async () => {
  const frozen = await startProxy(primary())
  const url = withHosts([frozen.host, standby()], 'target_session_attrs=read-write')
  const db = open(url, 3)
  const waiting = Promise.all([sleepOn(db), sleepOn(db)]).catch((error: unknown) => error)
  await expect.poll(() => frozen.connections()).toBeGreaterThanOrEqual(2)
  frozen.freeze()
  await servers.promote()

  const started = performance.now()
  expect(`127.0.0.1:${await portOf(db)}`).toBe(standby())

  expect(isDatabaseUnavailable(await waiting)).toBe(true)
  expect(performance.now() - started).toBeLessThan(4_000)
})

function sleepOn(db: Database): Promise<unknown> {
  return sql`select pg_sleep(20)`.execute(db)
}

/** Forwards to a host until it is frozen: then it takes connections, and nothing comes back. */
async function startProxy(host: string) {
  const open: Socket[] = []
  let frozen = false
  const server = createServer((client) => {
    open.push(client)
    client.on('error', () => {})
    if (frozen) return
    const upstream = createConnection({ host: '127.0.0.1', port: Number(host.split(':')[1]) })
    upstream.on('error', () => {})
    open.push(upstream)
    client.pipe(upstream).pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => open.length / 2,
    freeze() {
      frozen = true
      for (const socket of open) socket.unpipe()
    },
  }
}
