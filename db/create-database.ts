import type { Logger } from '@order-settlement/shared/process/logger.ts'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { registerPool } from './connection-counts.ts'
import { connectionOptions, keepAliveOptions } from './connection-options.ts'
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
 * The one place that makes a connection pool, for what needs more of a connection than queries.
 *
 * @throws Error, one line, as `connectionOptions` does
 */
export function createPool(options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool(poolOptions(options))
  // A query on a lost connection fails by itself, and the next one gets a new connection. Without listeners
  // the events would end the process. Only the message is logged: the error holds the client, password included.
  pool.on('error', ({ message }) =>
    options.logger.warn({ reason: message }, 'idle database connection lost'),
  )
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function poolOptions(options: DatabaseOptions): pg.PoolConfig {
  const { statementTimeoutMs, answerTimeoutMs, lockTimeoutMs, idleInTransactionTimeoutMs } = options
  return {
    ...connectionOptions(options.url),
    ...keepAliveOptions,
    options: sessionOptions,
    application_name: options.applicationName,
    max: options.connections,
    connectionTimeoutMillis: 5_000,
    types,
    ...(statementTimeoutMs ? { statement_timeout: statementTimeoutMs } : {}),
    // Only in pipeline mode does node-postgres drop the connection of a statement that timed out.
    ...(answerTimeoutMs ? { query_timeout: answerTimeoutMs, pipeline: true } : {}),
    ...(lockTimeoutMs ? { lock_timeout: lockTimeoutMs } : {}),
    ...(idleInTransactionTimeoutMs
      ? { idle_in_transaction_session_timeout: idleInTransactionTimeoutMs }
      : {}),
  }
}

/**
 * Days and their text must not depend on a `timezone` or `datestyle` that the server or the database sets: some days
 * of a zone have no midnight.
 */
const sessionOptions = `${keepAliveOptions.options} -c TimeZone=UTC -c DateStyle=ISO`

const dateArray = 1182
const textArray = 1009

/** Dates stay text: node-postgres would make local midnights of them. `int8` and `numeric` are text by default. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text') => {
    if (oid === pg.types.builtins.DATE) return (text: string) => text
    return pg.types.getTypeParser(oid === dateArray ? textArray : oid, format)
  }) as typeof pg.types.getTypeParser,
}
