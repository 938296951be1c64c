import { createDatabase, createPool } from '@order-settlement/db/create-database.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { directUrl } from '@order-settlement/shared/process/config.ts'
import type { Logger } from '@order-settlement/shared/process/logger.ts'
import type pg from 'pg'
import type { Config } from './config.ts'

export interface Pools {
  ordersDb: Database
  db: Database
  importPool: pg.Pool
}

/**
 * Opens the pools of an api: 6 connections for orders and health, 3 for imports, and 10 for everything else, so that
 * slow jobs, lists, downloads and files never take those of orders.
 *
 * @param statementTimeoutMs shorter than the graceful shutdown, so that requests in flight can complete
 */
export function openPools(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_DIRECT_URL'>,
  logger: Logger,
  statementTimeoutMs = 5_000,
): Pools {
  const options = {
    url: config.DATABASE_URL,
    applicationName: 'api',
    statementTimeoutMs,
    answerTimeoutMs: statementTimeoutMs + 1_000,
    logger,
  }
  return {
    // Batches of orders and of confirms run one at a time each and use at most 3; the others serve reads and changes of
    // single orders.
    ordersDb: createDatabase({ ...options, connections: 6 }),
    db: createDatabase({ ...options, connections: 10 }),
    // Without limits of time: a file may be large. Its temporary tables need a session.
    importPool: createPool({
      url: directUrl(config),
      applicationName: 'api',
      connections: 3,
      logger,
    }),
  }
}
