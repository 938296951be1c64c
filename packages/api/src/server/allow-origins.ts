import cors, { type FastifyCorsOptions } from '@fastify/cors'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { splitList } from './setting-lists.ts'

interface Options {
  /** Origins as `CORS_ORIGINS` lists them; undefined for none. */
  origins: string | undefined
}

/**
 * Lets pages of these origins call the API (CORS). Without any, no response has a CORS header. Credentials are never
 * allowed. An OPTIONS that is not a preflight is answered like any other method.
 */
const plugin: FastifyPluginAsync<Options> = async (app, { origins }) => {
  if (!origins) return
  const actual: FastifyCorsOptions = {
    origin: splitList(origins),
    exposedHeaders: [
      'Location',
      'Retry-After',
      'Idempotent-Replayed',
      'X-Request-Id',
      'ETag',
      'RateLimit-Limit',
      'RateLimit-Remaining',
      'RateLimit-Reset',
    ],
    preflight: false,
  }
  const preflight: FastifyCorsOptions = {
    ...actual,
    preflight: true,
    // The same for every path; a path answers 405 for the methods it does not have.
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'Content-Type',
      'Idempotency-Key',
      'Authorization',
      'Last-Event-ID',
      'If-Match',
      'If-None-Match',
    ],
    // In seconds: two hours, the most that browsers keep.
    maxAge: 7_200,
  }
  // @fastify/cors adds a route for preflights, which never carry a key.
  app.addHook('onRoute', (route) => {
    if (route.url === '*' && route.method === 'OPTIONS') route.config = { public: true }
  })
  await app.register(cors, {
    delegator: (request, done) => done(null, isPreflight(request) ? preflight : actual),
  })
}

export const allowOrigins = fp(plugin, {
  name: 'allow-origins',
  dependencies: ['handle-errors', 'collect-routes'],
})

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  )
}
