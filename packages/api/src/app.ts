import cookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import { directUrl } from '@order-settlement/shared/process/config.ts'
import type { AnyStore } from '@order-settlement/storage/open-store.ts'
import Fastify, { type FastifyBaseLogger } from 'fastify'
import type pg from 'pg'
import type { PgBoss } from 'pg-boss'
import { checkScopes } from './access/check-scopes.ts'
import { identifyCallers } from './access/identify-callers.ts'
import { requireScopes } from './access/require-scopes.ts'
import { sessionRoutes } from './access/session.routes.ts'
import { createSecretReader } from './access/signing-secret.ts'
import { activityRoutes } from './activity/activity.routes.ts'
import { archiveRoutes } from './archives/archives.routes.ts'
import type { Config } from './config.ts'
import { consoleRoutes } from './console/console.routes.ts'
import { downloadRoutes } from './downloads/downloads.routes.ts'
import { createUrlSigner } from './downloads/url-signer.ts'
import { healthRoutes } from './health/health.routes.ts'
import { metricsRoutes } from './health/metrics.routes.ts'
import { importRoutes } from './imports/imports.routes.ts'
import { jobEventRoutes } from './jobs/events/job-events.routes.ts'
import { jobActionRoutes } from './jobs/job-actions.routes.ts'
import { jobRoutes } from './jobs/jobs.routes.ts'
import { measureJobs } from './jobs/metrics/measure-jobs.ts'
import { merchantRoutes } from './merchants/merchants.routes.ts'
import { orderActionRoutes } from './orders/order-actions.routes.ts'
import { orderRoutes } from './orders/orders.routes.ts'
import { refundRoutes } from './orders/refunds.routes.ts'
import { periodRoutes } from './periods/periods.routes.ts'
import { problemRoutes } from './problems/problems.routes.ts'
import { productChangeRoutes } from './products/product-changes.routes.ts'
import { productRoutes } from './products/products.routes.ts'
import { stockRoutes } from './products/stock.routes.ts'
import { salesRoutes } from './sales/sales.routes.ts'
import { allowOrigins } from './server/allow-origins.ts'
import { collectRoutes } from './server/collect-routes.ts'
import { handleErrors } from './server/handle-errors.ts'
import { limitRates } from './server/limit-rates.ts'
import { measureProcess } from './server/measure-process.ts'
import { measureRequests } from './server/measure-requests.ts'
import { describeRoutes, documentRoutes } from './server/openapi.ts'
import { parseBodies } from './server/parse-bodies.ts'
import { refuseOtherMethods } from './server/refuse-other-methods.ts'
import { sendSecurityHeaders } from './server/send-security-headers.ts'
import { serverOptions } from './server/server-options.ts'
import { shedLoad } from './server/shed-load.ts'
import { trackResponses } from './server/sockets/answer-client-errors.ts'
import { limitDraining } from './server/sockets/drain-body.ts'
import { drainConnections } from './server/sockets/drain-connections.ts'
import { limitArrival } from './server/sockets/limit-arrival.ts'
import { logClientAborts } from './server/sockets/log-client-aborts.ts'
import { settledDayRoutes } from './settlements/settled-day.routes.ts'
import { settlementRoutes } from './settlements/settlements.routes.ts'
import { statementRoutes } from './statements/statements.routes.ts'
import { transactionRoutes } from './transactions/transactions.routes.ts'

export interface AppOptions {
  config: Config
  logger?: FastifyBaseLogger
  /** For orders and health only, so that nothing else can take their connections. */
  ordersDb: Database
  /** For everything else. */
  db: Database
  /** For imports. */
  importPool: pg.Pool
  boss: PgBoss
  /** Of the CSV files. */
  store: AnyStore
  /** Mean event loop delay past which load is shed, 0 for never; 250 unless given. Tests share an event loop with the api. */
  maxEventLoopDelayMs?: number
}

/** Builds the HTTP service, ready for `listen` or `inject`. It opens no connection itself. */
export async function buildApp({
  config,
  logger,
  ordersDb,
  db,
  importPool,
  boss,
  store,
  maxEventLoopDelayMs = 250,
}: AppOptions) {
  const app = Fastify({
    ...serverOptions(config),
    ...(logger ? { loggerInstance: logger } : {}),
  }).withTypeProvider<TypeBoxTypeProvider>()

  const readSecret = createSecretReader(db)
  await app.register(collectRoutes)
  await app.register(requireScopes)
  await app.register(parseBodies)
  await app.register(drainConnections)
  await app.register(trackResponses)
  await app.register(limitDraining)
  await app.register(limitArrival, { timeoutMs: config.REQUEST_TIMEOUT_MS })
  await app.register(sendSecurityHeaders)
  await app.register(handleErrors)
  await app.register(allowOrigins, { origins: config.CORS_ORIGINS })
  await app.register(cookie)
  await app.register(identifyCallers, { ...config, readSecret })
  await app.register(limitRates, { perMinute: config.RATE_LIMIT })
  await app.register(checkScopes)
  await app.register(shedLoad, { maxEventLoopDelayMs })
  await app.register(measureProcess, {
    pools: { orders: ordersDb, general: db, imports: importPool },
  })
  await app.register(measureJobs, { db })
  await app.register(measureRequests)
  await app.register(logClientAborts)
  await app.register(describeRoutes)

  await app.register(documentRoutes)
  await app.register(healthRoutes, { db: ordersDb })
  await app.register(metricsRoutes, { registry: app.registry })
  await app.register(problemRoutes)
  const { CURRENCY: currency } = config
  await app.register(merchantRoutes, { db, currency })
  await app.register(productChangeRoutes, { db, currency })
  await app.register(productRoutes, { db, currency })
  await app.register(stockRoutes, { db, currency })
  const { registry } = app
  await app.register(orderRoutes, { ordersDb, db, currency, registry })
  await app.register(orderActionRoutes, { ordersDb, currency, registry })
  await app.register(refundRoutes, { ordersDb, db, currency })
  await app.register(importRoutes, { db, importPool, currency, registry })
  const { SETTLEMENT_TIMEZONE: timezone } = config
  await app.register(salesRoutes, { db, timezone, currency })
  await app.register(transactionRoutes, { db, timezone, currency })
  await app.register(settlementRoutes, { db, boss, timezone, currency })
  await app.register(periodRoutes, { db, timezone })
  await app.register(archiveRoutes, { db })
  await app.register(settledDayRoutes, { db, timezone, currency })
  await app.register(statementRoutes, { db, currency })
  await app.register(jobRoutes, { db })
  await app.register(jobEventRoutes, { db, directUrl: directUrl(config) })
  const signer = createUrlSigner(db, readSecret)
  await app.register(jobActionRoutes, { db, boss, signer })
  await app.register(downloadRoutes, {
    prefix: '/downloads',
    db,
    signer,
    store,
    currency,
  })
  await app.register(activityRoutes, { db, timezone, currency })
  await app.register(sessionRoutes, { readSecret })
  await app.register(consoleRoutes)
  await app.register(refuseOtherMethods)
  return app
}
