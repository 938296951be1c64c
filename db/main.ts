import { directUrl, readConfigOrExit } from '@order-settlement/shared/process/config.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import pRetry from 'p-retry'
import { variables } from './config.ts'
import { createDatabase } from './create-database.ts'
import { isDatabaseUnavailable, isTlsRefused } from './database-errors.ts'
import { migrate } from './migrate.ts'
import { seed } from './seed.ts'

const config = readConfigOrExit(variables)
const logger = createLogger('migrate', config.LOG_LEVEL)

try {
  await pRetry(() => migrate(directUrl(config), logger), {
    // Two minutes: a new database may take one to start.
    retries: 60,
    maxTimeout: 2_000,
    shouldRetry: ({ error }) => isStarting(error),
    onFailedAttempt({ error }) {
      if (isStarting(error)) logger.warn({ reason: error.message }, 'database not ready')
    },
  })
  const db = createDatabase({
    url: directUrl(config),
    applicationName: 'seed',
    connections: 1,
    logger,
  })
  try {
    const transactions = await seed(db, config.SEED_TRANSACTIONS, config.CURRENCY)
    logger.info({ transactions }, 'seeded')
  } finally {
    await db.destroy()
  }
} catch (error) {
  logger.fatal({ err: error }, 'migration failed')
  process.exitCode = 1
}

/** Whether the database may answer soon. A refused certificate is not worth a retry. */
function isStarting(error: Error): boolean {
  return isDatabaseUnavailable(error) && !isTlsRefused(error)
}
