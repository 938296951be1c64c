import type { Logger } from '@order-settlement/shared/process/logger.ts'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { registerPool } from './connection-counts.ts'
import { connectionOptions, keepAliveOptions } from './connection-options.ts'
import { DatabaseClient, type DatabaseClientConfig } from './database-client.ts'
import type { Database, Schema } from './tables.ts'

export interface DatabaseOptions {
  url: string
  /** Seen in `pg_stat_activity`. */
  applicationName: string
  /** Connections at most. */
  connections: number
  logger: Logger
  /** Cancels a statement that takes longer, in ms; 0 for never. */
  statementTimeoutMs?: number
  /**
   * Fails a statement without an answer after so many ms, and drops its connection: the server hangs or is
   * out of reach. More than `statementTimeoutMs`.
   */
  answerTimeoutMs?: number
  /** Fails a statement that waits longer for a lock, in ms. */
  lockTimeoutMs?: number
  /** Ends a transaction that stays idle longer, in ms. */
  idleInTransactionTimeoutMs?: number
}

/**
 * A database of a connection pool. Nothing connects before the first query.
 *
 * @throws Error, one line, as `connectionOptions` does
 */
export function createDatabase(options: DatabaseOptions): Database {
  const pool = createPool(options)
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  registerPool(db, pool)
  return db
}

/**
 * The one place that makes a connection pool, for what needs more of a connection than queries. A connection whose
 * server refused a write is not used again.
 *
 * @throws Error, one line, as `connectionOptions` does
 */
export function createPool(options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(options),
    Client: DatabaseClient,
    max: options.connections,
  })
  // A query on a lost connection fails by itself, and the next one gets a new connection. Without a listener
  // the event would end the process. Only the message is logged: the error holds the client, password included.
  pool.on('error', ({ message }) =>
    options.logger.warn({ reason: message }, 'idle database connection lost'),
  )
  pool.on('release', (_error, client) => {
    // The pool drops a connection that is about to end.
    if (client instanceof DatabaseClient && client.refusesWrites) void client.end()
  })
  return pool
}

/**
 * How one connection is made, in a pool or alone.
 *
 * @throws Error, one line, as `connectionOptions` does
 */
export function clientConfig(options: Omit<DatabaseOptions, 'connections' | 'logger'>) {
  const { answerTimeoutMs } = options
  return {
    ...connectionOptions(options.url),
    ...keepAliveOptions,
    application_name: options.applicationName,
    connectionTimeoutMillis: 5_000,
    types,
    session: sessionSettings(options),
    // Only in pipeline mode does node-postgres drop the connection of a statement that timed out.
    ...(answerTimeoutMs ? { query_timeout: answerTimeoutMs, pipeline: true } : {}),
  } satisfies DatabaseClientConfig
}

function sessionSettings(options: Omit<DatabaseOptions, 'url' | 'connections' | 'logger'>) {
  const { statementTimeoutMs, lockTimeoutMs, idleInTransactionTimeoutMs } = options
  return {
    // The database's is off, see migrate(). A statement that locks rows and then reads orders or transactions by what it
    // finds has to do so without pruning.
    enable_partition_pruning: 'on',
    tcp_keepalives_idle: '15',
    tcp_keepalives_interval: '5',
    tcp_keepalives_count: '3',
    ...(statementTimeoutMs ? { statement_timeout: `${statementTimeoutMs}` } : {}),
    ...(lockTimeoutMs ? { lock_timeout: `${lockTimeoutMs}` } : {}),
    ...(idleInTransactionTimeoutMs
      ? { idle_in_transaction_session_timeout: `${idleInTransactionTimeoutMs}` }
      : {}),
  }
}

const dateArray = 1182
const textArray = 1009

/** Dates stay text: node-postgres would make local midnights of them. `int8` and `numeric` are text by default. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text') => {
    if (oid === pg.types.builtins.DATE) return (text: string) => text
    return pg.types.getTypeParser(oid === dateArray ? textArray : oid, format)
  }) as typeof pg.types.getTypeParser,
}
