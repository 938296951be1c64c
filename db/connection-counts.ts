import pg from 'pg'
import type { Database } from './tables.ts'

/** Kysely does not expose its pool. */
const pools = new WeakMap<Database, pg.Pool>()

/** Called once for each database, by `createDatabase`. */
export function registerPool(db: Database, pool: pg.Pool): void {
  pools.set(db, pool)
}

export interface ConnectionCounts {
  /** Open connections, idle ones included. */
  total: number
  idle: number
  /** Queries and transactions that wait for a connection. */
  waiting: number
}

/**
 * The connections of a database or a pool at this moment.
 *
 * @param source a database as `createDatabase` made it, with zeros for any other; or a pool
 */
export function connectionCounts(source: Database | pg.Pool): ConnectionCounts {
  const pool = source instanceof pg.Pool ? source : pools.get(source)
  return {
    total: pool?.totalCount ?? 0,
    idle: pool?.idleCount ?? 0,
    waiting: pool?.waitingCount ?? 0,
  }
}
