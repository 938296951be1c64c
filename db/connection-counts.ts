import type pg from 'pg'
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
 * The connections of a database at this moment.
 *
 * @param db as `createDatabase` made it; zeros for any other
 */
export function connectionCounts(db: Database): ConnectionCounts {
  const pool = pools.get(db)
  return {
    total: pool?.totalCount ?? 0,
    idle: pool?.idleCount ?? 0,
    waiting: pool?.waitingCount ?? 0,
  }
}
