import { createDatabase, createPool } from '@order-settlement/db/create-database.ts'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import { queueDatabase } from '@order-settlement/db/queue-database.ts'
import {
  directUrl,
  exitOnConfigError,
  readConfigOrExit,
} from '@order-settlement/shared/process/config.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createRegistry, measurePools } from '@order-settlement/shared/process/metrics.ts'
import { openTracing } from '@order-settlement/shared/process/open-tracing.ts'
import { openStore } from '@order-settlement/storage/open-store.ts'
import closeWithGrace from 'close-with-grace'
import pRetry, { AbortError } from 'p-retry'
import { PgBoss } from 'pg-boss'
import { variables } from './config.ts'
import { keepHeartbeat } from './health.ts'
import { createMetrics } from './metrics.ts'
import { registerJobs, scheduleJobs } from './register-jobs.ts'
import { serveMetrics } from './serve-metrics.ts'
import { resumeSettlements } from './settlements/planning/resume-settlements.ts'
import { createAdaptiveLimit } from './settlements/summing/adaptive-limit.ts'
import { createThrottle } from './settlements/summing/throttle.ts'
import type { Worker } from './worker.ts'

const config = readConfigOrExit(variables)
const logger = createLogger('worker', config.LOG_LEVEL)
const endTracing = await openTracing(config, logger)
const stopping = new AbortController()
const store = await openStore(config).catch(exitOnConfigError)

const db = createDatabase({
  url: config.DATABASE_URL,
  applicationName: 'settlement-worker',
  // One for each handler, and two more for each of the two publish handlers.
  connections: config.WORKERS + 12,
  logger,
  // A worker that hangs loses its locks. Longer than publishing waits for the CSV and the sums of the source.
  idleInTransactionTimeoutMs: 300_000,
})
const queuePool = createPool({
  url: config.DATABASE_URL,
  applicationName: 'pgboss',
  connections: 4,
  logger,
})
const boss = new PgBoss({
  db: queueDatabase(queuePool, directUrl(config), logger),
  instanceName: 'settlement-worker',
  migrate: false,
  createSchema: false,
  useListenNotify: true,
  // A worker that crashed is noticed this long after its missed heartbeat.
  superviseIntervalSeconds: 1,
  monitorIntervalSeconds: 1,
  // A handler continues the trace of the message's sender.
  openTelemetry: { propagateContext: true },
})
boss.on('error', (error) => logger.warn({ err: error }, 'queue error'))
boss.on('warning', (warning) => logger.warn({ warning }, 'queue warning'))

const registry = createRegistry()
measurePools(registry, { settlements: db })
const metricsServer = await openMetricsServer()

const grace = closeWithGrace({ delay: 25_000, logger: false }, async ({ signal, err }) => {
  if (err) logger.fatal({ err }, 'worker failed')
  else logger.info({ signal }, 'worker stopping')
  stopping.abort()
  await boss.stop({ timeout: 20_000 })
  await Promise.all([db.destroy(), queuePool.end()])
  metricsServer?.close()
  await endTracing()
  logger.info('worker stopped')
})
// The parent process ended without sending a signal.
process.once('disconnect', () => grace.close())

const worker: Worker = {
  db,
  boss,
  logger,
  metrics: createMetrics(registry),
  stopping: stopping.signal,
  sumConcurrency: config.WORKERS,
  createSumLimit: () => createAdaptiveLimit(config.WORKERS),
  throttle: createThrottle(db, stopping.signal),
  batchSize: config.SETTLEMENT_BATCH_SIZE,
  timezone: config.SETTLEMENT_TIMEZONE,
  currency: config.CURRENCY,
  nightlyCron: config.SETTLEMENT_CRON,
  retentionDays: config.SETTLEMENT_RETENTION_DAYS,
  jobRetentionDays: config.JOB_RETENTION_DAYS,
  changesRetentionMonths: config.CHANGES_RETENTION_MONTHS,
  archivedRetentionMonths: config.ARCHIVED_RETENTION_MONTHS,
  store,
}

// Containers start in any order: wait for the database and its schema.
await pRetry(
  async () => {
    if (stopping.signal.aborted) throw new AbortError('stopping')
    await boss.start()
    await scheduleJobs(worker)
  },
  {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: 250,
    maxTimeout: 2_000,
    onFailedAttempt: ({ error }) => logger.warn({ reason: error.message }, 'queue not ready'),
  },
)
await registerJobs(worker)
await resumeSettlements(worker)
if (config.HEARTBEAT_FILE) void keepHeartbeat(worker, config.HEARTBEAT_FILE)
logger.info(
  { concurrency: config.WORKERS, batchSize: config.SETTLEMENT_BATCH_SIZE },
  'worker ready',
)

async function openMetricsServer() {
  const { METRICS_PORT: wanted } = config
  if (wanted === undefined) return undefined
  try {
    const server = await serveMetrics(registry, wanted)
    logger.info({ port: server.port }, 'metrics served')
    return server
  } catch (error) {
    process.stderr.write(`cannot listen on METRICS_PORT ${wanted}: ${errorCode(error)}\n`)
    process.exit(1)
  }
}
