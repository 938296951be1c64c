import type { Logger } from '@order-settlement/shared/process/logger.ts'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database, Schema } from './tables.ts'

/** What node-postgres must not parse: `date` would become local midnight. `int8` and `numeric` are text by default. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text') =>
    oid === pg.types.builtins.DATE
      ? (text: string) => text
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

export interface DatabaseOptions {
  url: string
  /** Seen in `pg_stat_activity`. */
  applicationName: string
  /** Connections at most. */
  connections: number
  logger: Logger
  /** Ends a statement that runs longer, in ms; 0 for never. */
  statementTimeoutMs?: number
  /**
   * Gives up a statement that is not answered for so long, in ms, and its connection with it: the server
   * hangs or is out of reach. More than `statementTimeoutMs`.
   */
  answerTimeoutMs?: number
  /** Gives up waiting for a lock after so long, in ms. */
  lockTimeoutMs?: number
  /** Ends a transaction in which nothing happens for so long, in ms. */
  idleInTransactionTimeoutMs?: number
}

/** Each side notices within half a minute that the other's machine is gone, and its locks with it. */
export const keepAliveOptions = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  options: '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
}

/** The one place that makes a connection pool. Nothing connects before the first query. */
export function createDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.connections,
    connectionTimeoutMillis: 5_000,
    ...keepAliveOptions,
    ...(options.idleInTransactionTimeoutMs
      ? { idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs }
      : {}),
    types,
    ...(options.lockTimeoutMs ? { lock_timeout: options.lockTimeoutMs } : {}),
    ...(options.statementTimeoutMs ? { statement_timeout: options.statementTimeoutMs } : {}),
    // In pipeline mode alone does node-postgres drop the connection of a statement that timed out.
    ...(options.answerTimeoutMs ? { query_timeout: options.answerTimeoutMs, pipeline: true } : {}),
  })
  // A connection that breaks is replaced at the next query, and a query that it breaks fails by itself.
  // Without a listener of each kind the event would end the process. The error holds the whole client.
  pool.on('error', ({ message }) =>
    options.logger.warn({ reason: message }, 'idle database connection lost'),
  )
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  pools.set(db, pool)
  return db
}

/** Kysely keeps its pool to itself. */
const pools = new WeakMap<Database, pg.Pool>()

export interface ConnectionCounts {
  /** Open connections, and those of them that nobody uses. */
  total: number
  idle: number
  /** Callers that wait for one. */
  waiting: number
}

/**
 * The connections of a database at this moment.
 *
 * @param db as `createDatabase` made it
 */
export function connectionCounts(db: Database): ConnectionCounts {
  const pool = pools.get(db)
  return {
    total: pool?.totalCount ?? 0,
    idle: pool?.idleCount ?? 0,
    waiting: pool?.waitingCount ?? 0,
  }
}
