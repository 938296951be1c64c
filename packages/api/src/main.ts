import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import { exitOnConfigError, readConfigOrExit } from '@order-settlement/shared/process/config.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { openTracing } from '@order-settlement/shared/process/open-tracing.ts'
import { openStore } from '@order-settlement/storage/open-store.ts'
import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { variables } from './config.ts'
import { createQueueClient, startQueue } from './jobs/queue-client.ts'
import { openPools } from './open-pools.ts'

const config = readConfigOrExit(variables)
const logger = createLogger('api', config.LOG_LEVEL)
const endTracing = await openTracing(config, logger)
const { ordersDb, db, importPool } = openPools(config, logger)
const boss = createQueueClient(db, logger)
const store = await openStore(config).catch(exitOnConfigError)
if (config.OTEL_EXPORTER_OTLP_ENDPOINT) {
  const { traceRequests } = await import('./server/trace-requests.ts')
  traceRequests()
}
const app = await buildApp({ config, logger, ordersDb, db, importPool, boss, store }).catch(
  exitOnConfigError,
)
try {
  await app.ready()
} catch (error) {
  exitOnConfigError(error)
}

const grace = { delay: 8_000 + config.DRAIN_MS, logger }
const { close } = closeWithGrace(grace, async ({ err, signal }) => {
  if (err) {
    logger.fatal({ err }, 'crashed')
  } else {
    logger.info({ signal, drainMs: config.DRAIN_MS }, 'stopping')
    app.startDraining()
    // Until load balancers have read /health/ready, they send requests to this process.
    await setTimeout(config.DRAIN_MS)
  }
  await app.close()
  await boss.stop({ graceful: false })
  await Promise.all([ordersDb.destroy(), db.destroy(), importPool.end()])
  await endTracing()
  logger.info('stopped')
})
// The parent process has exited, so nothing else would stop this one.
process.once('disconnect', close)

try {
  // Not app.listen(), which logs a line for each address of the machine.
  app.server.listen(config.PORT, config.HOST)
  await once(app.server, 'listening')
} catch (error) {
  process.stderr.write(`cannot listen on ${config.HOST}:${config.PORT}: ${errorCode(error)}\n`)
  process.exit(1)
}
logger.info({ address: clientAddress() }, 'listening')
if (!config.API_KEYS && !config.API_KEYS_FILE && !isLoopback()) {
  logger.warn('API keys are off and the API is reachable from other machines; set API_KEYS_FILE.')
}
startQueue(boss).catch((error: unknown) => logger.warn({ err: error }, 'queue not ready'))

/** The URL of the server for clients on this machine. */
function clientAddress(): string {
  // Never a string or null: the server listens on a port.
  const { address, port } = app.server.address() as AddressInfo
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`
}

/** Whether the server is reachable from this machine only. */
function isLoopback(): boolean {
  const { address } = app.server.address() as AddressInfo
  return address === '::1' || address.startsWith('127.')
}
