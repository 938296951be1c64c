import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { probePaths } from '../health/probe-paths.ts'
import { RequestError } from '../problems/request-errors.ts'
import { limitKeyOf } from './limit-key.ts'

/**
 * Refuses what a caller asks beyond its requests a minute with 429 and when to come back, whatever the path.
 * Each process counts for itself.
 *
 * @param perMinute 0 for no limit
 */
export async function limitRates(app: FastifyInstance, perMinute: number): Promise<void> {
  if (perMinute === 0) return
  await app.register(rateLimit, {
    // Not route by route: what no route knows counts too.
    global: false,
    max: perMinute,
    timeWindow: 60_000,
    // Callers remembered, in 32 MB at most. The one who was quiet longest is forgotten first, so no crowd of
    // addresses frees the one that asks too much.
    cache: 100_000,
    keyGenerator: limitKeyOf,
    // A restart of what does not answer these would take the service from everybody.
    allowList: ({ routeOptions }) => probePaths.has(routeOptions.url),
    enableDraftSpec: true,
    errorResponseBuilder: () => new RequestError('RATE_LIMITED'),
  })
  app.addHook('onRequest', app.rateLimit())
}
