import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import type { FastifyHttpOptions } from 'fastify'
import type { Config } from '../config.ts'
import { answerBadUrl } from './answer-bad-url.ts'
import { RequestLog } from './request-log.ts'
import { buildSerializer } from './serialization.ts'
import { answerClientError } from './sockets/answer-client-errors.ts'
import { ajvOptions, buildValidator } from './validation.ts'

/** Limits, timeouts, and handlers for requests that reach no route. */
export function serverOptions(config: Config) {
  return {
    logController: new RequestLog(),
    genReqId: requestIds(),
    ajv: ajvOptions,
    schemaController: { compilersFactory: { buildSerializer, buildValidator } },
    bodyLimit: 64 * 1024,
    // Any client can send X-Forwarded-For, so only named proxies are trusted.
    trustProxy: config.TRUSTED_PROXIES ?? false,
    // The plugin limit-arrival has the limit, since a file may take longer.
    requestTimeout: 0,
    // Clients that read nothing for two minutes are disconnected. Event streams must send more often.
    connectionTimeout: 120_000,
    // Longer than load balancers keep a connection (60 s), so that none reuses one that just closed.
    keepAliveTimeout: 72_000,
    // During shutdown, requests on open connections are answered and the connections closed.
    return503OnClosing: false,
    // Long ids reach their schema, which refuses them as 400.
    routerOptions: { maxParamLength: 16 * 1024 },
    frameworkErrors: answerBadUrl,
    clientErrorHandler: answerClientError,
    http: {
      maxHeaderSize: 16 * 1024,
      headersTimeout: Math.ceil(config.REQUEST_TIMEOUT_MS / 3),
      // How often Node.js checks the timeout. Its 30 s would double it.
      connectionsCheckingInterval: 1_000,
      // Node.js would answer with an empty body; the plugin handle-errors answers with a problem document.
      requireHostHeader: false,
    },
  } satisfies FastifyHttpOptions<Server>
}

/** Ids unique across processes, without reading randomness for each request. */
function requestIds(): () => string {
  const process = randomBytes(6).toString('hex')
  let last = 0
  return () => `${process}-${(++last).toString(36)}`
}
