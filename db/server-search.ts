import pg from 'pg'
import { errorCode } from './database-errors.ts'
import type { SessionTarget } from './server-urls.ts'

/** How long a server may take to answer before the next one is tried, in ms. */
const patienceMs = 2_000

export interface Server {
  host: string
  port: number
}

/** A connection that is closed when the servers have changed their roles. */
export interface Connected extends Server {
  cut(): void
}

/** The servers of one URL, and which of them took connections last. */
export interface ServerSearch {
  /**
   * Finds the server to connect to: the last one that was found, or else the first in the order of the list. One that
   * does not answer within 2 s counts as out of reach. Concurrent calls share a search.
   *
   * @param config what the servers are connected with, beside their URL
   * @throws AggregateError with the reason of each server
   */
  find(config: pg.ClientConfig): Promise<Server>
  /** Cuts the connection as soon as another server is found. @returns a function that forgets it */
  keep(connection: Connected): () => void
}

/**
 * node-postgres takes one host. libpq checks the session that it has opened; here a connection of its own checks it,
 * since a client of node-postgres cannot connect twice.
 *
 * @param connectionStrings of one server each
 */
export function createServerSearch(
  connectionStrings: string[],
  target: SessionTarget,
): ServerSearch {
  const connections = new Set<Connected>()
  let order = connectionStrings
  let searching: Promise<Server> | undefined

  async function search(config: pg.ClientConfig): Promise<Server> {
    const reasons: Unusable[] = []
    for (const connectionString of order) {
      const client = new pg.Client({ ...config, connectionString, ...probeOptions })
      const reason = await probe(client, target)
      const { host, port } = client
      if (!reason) {
        order = [connectionString, ...connectionStrings.filter((one) => one !== connectionString)]
        if (target !== 'any') cutOthers(connections, { host, port })
        return { host, port }
      }
      reasons.push({ host, port, reason })
    }
    throw unreachable(reasons)
  }

  return {
    find(config) {
      searching ??= search(config).finally(() => {
        searching = undefined
      })
      return searching
    },
    keep(connection) {
      connections.add(connection)
      return () => connections.delete(connection)
    },
  }
}

const probeOptions = {
  connectionTimeoutMillis: patienceMs,
  query_timeout: patienceMs,
  pipeline: false,
}

/** @returns why the session will not do; undefined if it will */
async function probe(client: pg.Client, target: SessionTarget): Promise<Error | undefined> {
  // 'end' and a rejection follow.
  client.on('error', () => {})
  try {
    await client.connect()
    if (target === 'any') return undefined
    const { rows } = await client.query<Roles>(
      `select pg_is_in_recovery() as standby, current_setting('transaction_read_only') = 'on' as read_only`,
    )
    if (rows[0]?.standby) return readOnly('is a standby')
    return target === 'read-write' && rows[0]?.read_only ? readOnly('is read-only') : undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    // Not awaited: a server that hangs would keep it open.
    void client.end().catch(() => {})
  }
}

function readOnly(message: string): Error {
  return Object.assign(new Error(message), { code: '25006' })
}

interface Roles {
  standby: boolean
  read_only: boolean
}

function cutOthers(connections: Set<Connected>, found: Server): void {
  for (const connection of connections)
    if (connection.host !== found.host || connection.port !== found.port) connection.cut()
}

interface Unusable extends Server {
  reason: Error
}

function unreachable(servers: Unusable[]): Error {
  const reasons = servers.map(({ reason }) => reason)
  const [only, ...others] = reasons
  if (only && others.length === 0) return only
  const texts = servers.map(({ host, port, reason }) => {
    const text = reason.message || errorCode(reason)
    return text.includes(`:${port}`) ? text : `${host}:${port} ${text}`
  })
  return new AggregateError(reasons, `no server can be used: ${texts.join('; ')}`)
}
