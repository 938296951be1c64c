import { resolve } from 'node:path'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import underPressure from '@fastify/under-pressure'
import type { Database } from '@order-settlement/db/tables.ts'
import { createRegistry, measurePool } from '@order-settlement/shared/process/metrics.ts'
import Fastify, { type FastifyBaseLogger } from 'fastify'
import type { PgBoss } from 'pg-boss'
import { checkScopes, identifyCallers } from './access/callers.ts'
import { openKeyRing } from './access/key-ring.ts'
import type { Config } from './config.ts'
import { downloadRoutes } from './downloads/downloads.routes.ts'
import { createUrlSigner } from './downloads/url-signer.ts'
import { healthRoutes } from './health/health.routes.ts'
import { metricsRoutes } from './health/metrics.routes.ts'
import { probePaths } from './health/probe-paths.ts'
import { jobEventRoutes } from './jobs/events/job-events.routes.ts'
import { jobActionRoutes } from './jobs/job-actions.routes.ts'
import { jobRoutes } from './jobs/jobs.routes.ts'
import { measureQueues } from './jobs/queue-metrics.ts'
import { orderRoutes } from './orders/orders.routes.ts'
import { Problem } from './problems/problem.schemas.ts'
import { ProblemError } from './problems/problem-error.ts'
import { sendProblem } from './problems/send-problem.ts'
import { allowOrigins } from './server/allow-origins.ts'
import { addBodyParsers } from './server/body-parsers.ts'
import { limitRates } from './server/limit-rates.ts'
import { measureRequests } from './server/measure-requests.ts'
import { addDocument, documentRoutes } from './server/openapi.ts'
import { collectMethods } from './server/refuse-other-methods.ts'
import { createSecurityHeaders } from './server/security-headers.ts'
import { serverOptions } from './server/server-options.ts'
import { splitList } from './server/setting-lists.ts'
import { rememberAnswers } from './server/sockets/client-error.ts'
import { closeIdleConnections } from './server/sockets/close-idle-connections.ts'
import { tellOfAbandoned } from './server/sockets/log-client-aborts.ts'
import { stopReading } from './server/sockets/stop-reading.ts'
import { settlementRoutes } from './settlements/settlements.routes.ts'

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
  app.decorateReply('problemCode', '')
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(securityHeaders)
    const hostless = request.headers.host === undefined && request.raw.httpVersion === '1.1'
    done(hostless ? new ProblemError('MALFORMED_REQUEST') : undefined)
  })
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler(() => {
    throw new ProblemError('ROUTE_NOT_FOUND')
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
      if (!probePaths.has(routeOptions.url)) throw new ProblemError('OVERLOADED')
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
  await app.register(orderRoutes, { db, registry })
  await app.register(settlementRoutes, { db, boss, timezone: config.SETTLEMENT_TIMEZONE })
  await app.register(jobRoutes, { db })
  await app.register(jobEventRoutes, { db, url: config.DATABASE_URL })
  const signer = createUrlSigner(db)
  await app.register(jobActionRoutes, { db, boss, signer })
  await app.register(downloadRoutes, {
    prefix: '/downloads',
    db,
    signer,
    directory: resolve(config.SETTLEMENT_DIR),
  })
  refuseOtherMethods()
  return app
}
