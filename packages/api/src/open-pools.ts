import { createDatabase } from '@order-settlement/db/create-database.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import type { Logger } from '@order-settlement/shared/process/logger.ts'

export interface Pools {
  ordersDb: Database
  db: Database
}

/**
 * Opens the connections of an api: 6 for orders and health, and 10 for everything else, so that jobs, lists and
 * downloads that wait for the database never take those of orders.
 *
 * @param statementTimeoutMs less than the time to shut down, so that what is in flight can end
 */
export function openPools(url: string, logger: Logger, statementTimeoutMs = 5_000): Pools {
  const options = {
    url,
    applicationName: 'api',
    statementTimeoutMs,
    answerTimeoutMs: statementTimeoutMs + 1_000,
    logger,
  }
  return {
    // A batch of orders takes two at most, and batches take turns; the others read.
    ordersDb: createDatabase({ ...options, connections: 6 }),
    db: createDatabase({ ...options, connections: 10 }),
  }
}
