import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import type { FastifyHttpOptions } from 'fastify'
import type { Config } from '../config.ts'
import { answerFrameworkError } from '../problems/send-problem.ts'
import { RequestLog } from './request-log.ts'
import type { SecurityHeaders } from './security-headers.ts'
import { buildSerializer } from './serialization.ts'
import { answerClientError } from './sockets/client-error.ts'
import { ajvOptions } from './validation.ts'

/** What the server takes, for how long it waits, and how it answers what reaches no route. */
export function serverOptions(config: Config, securityHeaders: SecurityHeaders) {
  return {
    logController: new RequestLog(),
    genReqId: requestIds(),
    ajv: ajvOptions,
    schemaController: { compilersFactory: { buildSerializer } },
    bodyLimit: 64 * 1024,
    // None is trusted unless it is named: anybody may send X-Forwarded-For.
    trustProxy: config.TRUSTED_PROXIES ?? false,
    // A client that sends slower than this holds a connection for nothing.
    requestTimeout: config.REQUEST_TIMEOUT_MS,
    // As does one that takes nothing of its answer for so long. Event streams must send more often.
    connectionTimeout: 120_000,
    // Longer than load balancers keep a connection (60 s), so that none sends into one that just closed.
    keepAliveTimeout: 72_000,
    // Requests that still arrive on an open connection are answered, and the connection closed.
    return503OnClosing: false,
    // An overlong id is refused by its schema, like any other that is no UUID.
    routerOptions: { maxParamLength: 16 * 1024 },
    frameworkErrors: (error, request, reply) =>
      answerFrameworkError(error, request, reply.headers(securityHeaders)),
    clientErrorHandler: answerClientError(securityHeaders),
    http: {
      maxHeaderSize: 16 * 1024,
      headersTimeout: Math.ceil(config.REQUEST_TIMEOUT_MS / 3),
      // How often Node looks for what is too slow. Its 30 s would double the longest wait.
      connectionsCheckingInterval: 1_000,
      // Node would refuse it with an empty answer; a hook of the app refuses it with a problem document.
      requireHostHeader: false,
    },
  } satisfies FastifyHttpOptions<Server>
}

/** Ids that no two processes share, without asking for randomness at every request. */
function requestIds(): () => string {
  const process = randomBytes(6).toString('hex')
  let last = 0
  return () => `${process}-${(++last).toString(36)}`
}
