import type { Database, Schema } from '@order-settlement/db/tables.ts'
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** One connection, whose temporary tables are gone when it is closed. */
export interface Session extends AsyncDisposable {
  client: pg.PoolClient
  /** Queries of this connection. */
  db: Database
}

/** All connections for imports are in use. */
export class ImportsBusyError extends Error {
  override name = 'ImportsBusyError'

  constructor(options: ErrorOptions) {
    super('all connections for imports are in use', options)
  }
}

/** A pooler has given another session to the import than the one that has its lines. */
export class SessionLostError extends Error {
  override name = 'SessionLostError'

  constructor(options?: ErrorOptions) {
    super(
      'the session was shared with others, as by a pooler in transaction mode: set DATABASE_DIRECT_URL',
      options,
    )
  }
}

/** A session that may be shared: the process of the server that has the staged lines. Undefined if it is not shared. */
export type SharedProcess = number | undefined

/**
 * Makes sure, until the transaction ends, that statements reach the staged lines of this import and of no other.
 *
 * @throws SessionLostError
 */
export async function requireProcess(
  client: Pick<pg.ClientBase, 'query'>,
  process: SharedProcess,
): Promise<void> {
  if (process === undefined) return
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  if (rows[0]?.pid !== process) throw new SessionLostError()
}

/**
 * Takes a connection, which is closed in the end.
 *
 * @throws ImportsBusyError if none becomes free in the time that the pool waits
 * @param signal closes it at once, also while it executes a statement, which PostgreSQL then cancels
 */
export async function openSession(
  pool: pg.Pool,
  signal: AbortSignal | undefined,
): Promise<Session> {
  signal?.throwIfAborted()
  const client = await pool.connect().catch((error: unknown) => {
    throw pool.totalCount >= pool.options.max ? new ImportsBusyError({ cause: error }) : error
  })
  let isOpen = true
  const close = () => {
    if (isOpen) client.release(true)
    isOpen = false
  }
  signal?.addEventListener('abort', close, { once: true })
  // The server looks whether this process is still there, and ends a statement that it no longer waits for. Not on
  // every platform, and without it the statement ends later, and is rolled back as well.
  await client.query(`set client_connection_check_interval = '2s'`).catch(() => {})
  return {
    client,
    db: new Kysely<Schema>({ dialect: new PostgresDialect({ pool: poolOf(client) }) }),
    async [Symbol.asyncDispose]() {
      signal?.removeEventListener('abort', close)
      close()
    },
  }
}

/** A pool whose only connection is never released. Of a client Kysely uses no more than this. */
function poolOf(client: pg.PoolClient): PostgresPool {
  const connection = { query: client.query.bind(client), release() {} }
  return {
    options: client,
    connect: async () => connection as PostgresPoolClient,
    end: async () => {},
  }
}
