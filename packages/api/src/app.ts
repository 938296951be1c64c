import { resolve } from 'node:path'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import underPressure from '@fastify/under-pressure'
import type { Database } from '@order-settlement/shared/database.ts'
import { createRegistry, measurePool } from '@order-settlement/shared/metrics.ts'
import Fastify, { type FastifyBaseLogger } from 'fastify'
import type { PgBoss } from 'pg-boss'
import { checkScopes, identifyCallers } from './access/callers.ts'
import { openKeyRing } from './access/key-ring.ts'
import type { Config } from './config.ts'
import { tellOfAbandoned } from './http/abandoned-requests.ts'
import { allowOrigins } from './http/allow-origins.ts'
import { addBodyParsers } from './http/body-parsers.ts'
import { rememberAnswers } from './http/client-error.ts'
import { closeIdleConnections } from './http/close-idle-connections.ts'
import { healthRoutes } from './http/health.routes.ts'
import { limitRates } from './http/limit-rates.ts'
import { metricsRoutes } from './http/metrics.routes.ts'
import { addDocument, documentRoutes } from './http/openapi.ts'
import { probePaths } from './http/probe-paths.ts'
import { Problem } from './http/problem.schemas.ts'
import { sendProblem } from './http/problem.ts'
import { collectMethods } from './http/refuse-other-methods.ts'
import { RequestError } from './http/request-errors.ts'
import { measureRequests } from './http/request-metrics.ts'
import { createSecurityHeaders } from './http/security-headers.ts'
import { serverOptions } from './http/server-options.ts'
import { splitList } from './http/setting-lists.ts'
import { stopReading } from './http/stop-reading.ts'
import { openOrderDesk } from './orders/order-desk.ts'
import { measureBatches, measureWaiting } from './orders/order-metrics.ts'
import { orderRoutes } from './orders/orders.routes.ts'
import { downloadUrlRoutes } from './settlements/download-urls.routes.ts'
import { downloadRoutes } from './settlements/downloads.routes.ts'
import { jobEventRoutes } from './settlements/job-events.routes.ts'
import { jobRoutes } from './settlements/jobs.routes.ts'
import { measureQueues } from './settlements/queue-metrics.ts'
import { settledDaysRoutes } from './settlements/settled-days.routes.ts'
import { settlementRoutes } from './settlements/settlements.routes.ts'
import { createUrlSigner } from './settlements/url-signer.ts'

export interface AppOptions {
  config: Config
  logger?: FastifyBaseLogger
  db: Database
  boss: PgBoss
}

/** The whole HTTP service, ready to listen or to be injected into. It connects to nothing by itself. */
export async function buildApp({ config, logger, db, boss }: AppOptions) {
  const securityHeaders = await createSecurityHeaders()
  const app = Fastify({
    ...serverOptions(config, securityHeaders),
    ...(logger ? { loggerInstance: logger } : {}),
  }).withTypeProvider<TypeBoxTypeProvider>()

  addBodyParsers(app)
  closeIdleConnections(app)
  rememberAnswers(app)
  stopReading(app)
  // Node would refuse an expectation other than 100-continue with an empty answer; it may be ignored.
  app.server.on('checkExpectation', app.routing)
  app.decorateReply('refusalCode', '')
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(securityHeaders)
    const hostless = request.headers.host === undefined && request.raw.httpVersion === '1.1'
    done(hostless ? new RequestError('MALFORMED_REQUEST') : undefined)
  })
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler(() => {
    throw new RequestError('ROUTE_NOT_FOUND')
  })

  await allowOrigins(app, config.CORS_ORIGINS ? splitList(config.CORS_ORIGINS) : [])
  const keys = openKeyRing(config, app.log)
  identifyCallers(app, keys)
  await limitRates(app, config.RATE_LIMIT)
  checkScopes(app, keys)
  let readyAt = Number.POSITIVE_INFINITY
  app.addHook('onReady', async () => {
    readyAt = performance.now()
  })
  await app.register(underPressure, {
    // The mean of half a second, in ms. So late that answering more requests would help nobody.
    maxEventLoopDelay: 250,
    sampleInterval: 500,
    pressureHandler({ routeOptions }) {
      // Starting takes long by itself, and is in the first samples.
      if (performance.now() - readyAt < 1_000) return
      // Health tells of the database and the queue, and orchestrators restart what does not answer it.
      if (!probePaths.has(routeOptions.url)) throw new RequestError('OVERLOADED')
    },
  })
  const registry = createRegistry()
  tellOfAbandoned(app, measureRequests(app, registry))
  measurePool(registry, db)
  measureQueues(registry, db)

  app.addSchema(Problem)
  await addDocument(app)
  const refuseOtherMethods = collectMethods(app)
  await app.register(documentRoutes)
  await app.register(healthRoutes, { db })
  await app.register(metricsRoutes, { registry })
  const desk = openOrderDesk({
    db,
    lanes: 1,
    batchSize: 512,
    queueLimit: 10_000,
    maxWaitMs: 2_000,
    onBatch: measureBatches(registry),
  })
  measureWaiting(registry, desk)
  await app.register(orderRoutes, { db, desk })
  await app.register(settlementRoutes, { db, boss, timezone: config.SETTLEMENT_TIMEZONE })
  await app.register(jobRoutes, { db })
  await app.register(jobEventRoutes, { db, url: config.DATABASE_URL })
  await app.register(settledDaysRoutes, { db })
  const signer = createUrlSigner(db)
  await app.register(downloadUrlRoutes, { signer })
  await app.register(downloadRoutes, {
    prefix: '/downloads',
    db,
    signer,
    directory: resolve(config.SETTLEMENT_DIR),
  })
  refuseOtherMethods()
  return app
}
