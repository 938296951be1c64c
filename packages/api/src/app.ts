import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import underPressure from '@fastify/under-pressure'
import type { Database } from '@order-settlement/shared/database.ts'
import { createRegistry, measurePool } from '@order-settlement/shared/metrics.ts'
import Fastify, { type FastifyBaseLogger } from 'fastify'
import type { PgBoss } from 'pg-boss'
import type { Config } from './config.ts'
import { addBodyParsers } from './http/body-parsers.ts'
import { answerClientError } from './http/client-error.ts'
import { closeIdleConnections } from './http/close-idle-connections.ts'
import { healthRoutes } from './http/health.routes.ts'
import { metricsRoutes } from './http/metrics.routes.ts'
import { probePaths } from './http/probe-paths.ts'
import { answerFrameworkError, sendProblem } from './http/problem.ts'
import { collectMethods } from './http/refuse-other-methods.ts'
import { RequestError } from './http/request-errors.ts'
import { RequestLog } from './http/request-log.ts'
import { measureRequests } from './http/request-metrics.ts'
import { ajvOptions } from './http/validation.ts'
import { openOrderDesk } from './orders/order-desk.ts'
import { measureBatches, measureWaiting } from './orders/order-metrics.ts'
import { orderRoutes } from './orders/orders.routes.ts'
import { downloadRoutes } from './settlements/downloads.routes.ts'
import { measureQueues } from './settlements/queue-metrics.ts'
import { settledDaysRoutes } from './settlements/settled-days.routes.ts'
import { settlementRoutes } from './settlements/settlements.routes.ts'

export interface AppOptions {
  config: Pick<Config, 'SETTLEMENT_DIR' | 'SETTLEMENT_TIMEZONE'>
  logger?: FastifyBaseLogger
  db: Database
  boss: PgBoss
}

/** The whole HTTP service, ready to listen or to be injected into. It connects to nothing by itself. */
export async function buildApp({ config, logger, db, boss }: AppOptions) {
  const app = Fastify({
    ...(logger ? { loggerInstance: logger } : {}),
    logController: new RequestLog(),
    genReqId: requestIds(),
    ajv: ajvOptions,
    bodyLimit: 64 * 1024,
    // A client that sends slower than this holds a connection for nothing.
    requestTimeout: 30_000,
    // Requests that still arrive on an open connection are answered, and the connection closed.
    return503OnClosing: false,
    // An overlong id is refused by its schema, like any other that is no UUID.
    routerOptions: { maxParamLength: 16 * 1024 },
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
    // Node would refuse it with an empty answer; the hook below refuses it with a problem document.
    http: { requireHostHeader: false },
  }).withTypeProvider<TypeBoxTypeProvider>()

  addBodyParsers(app)
  closeIdleConnections(app)
  // Node would refuse an expectation other than 100-continue with an empty answer; it may be ignored.
  app.server.on('checkExpectation', app.routing)
  app.decorateReply('refusalCode', '')
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    const hostless = request.headers.host === undefined && request.raw.httpVersion === '1.1'
    done(hostless ? new RequestError('MALFORMED_REQUEST') : undefined)
  })
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler(() => {
    throw new RequestError('ROUTE_NOT_FOUND')
  })

  await app.register(underPressure, {
    // The mean of half a second, in ms. So late that answering more requests would help nobody.
    maxEventLoopDelay: 250,
    sampleInterval: 500,
    pressureHandler({ routeOptions }) {
      // Health tells of the database and the queue, and orchestrators restart what does not answer it.
      if (!probePaths.has(routeOptions.url)) throw new RequestError('OVERLOADED')
    },
  })
  const registry = createRegistry()
  measureRequests(app, registry)
  measurePool(registry, db)
  measureQueues(registry, db)

  const refuseOtherMethods = collectMethods(app)
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
  await app.register(settledDaysRoutes, { db })
  await app.register(downloadRoutes, {
    prefix: '/downloads',
    db,
    directory: resolve(config.SETTLEMENT_DIR),
  })
  refuseOtherMethods()
  return app
}

/** Ids that no two processes share, without asking for randomness at every request. */
function requestIds(): () => string {
  const process = randomBytes(6).toString('hex')
  let last = 0
  return () => `${process}-${(++last).toString(36)}`
}
