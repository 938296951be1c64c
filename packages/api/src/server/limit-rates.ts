import { isIP } from 'node:net'
import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { probePaths } from '../health/probe-paths.ts'
import { ProblemError } from '../problems/problem-error.ts'

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
    errorResponseBuilder: () => new ProblemError('RATE_LIMITED'),
  })
  app.addHook('onRequest', app.rateLimit())
}

/**
 * Whom a request counts for: the name of its key, or else the address it comes from, an IPv6 one by its /64, which
 * is what one customer of a network has. Nothing that a caller can make up may enter, else each new invention
 * has a limit of its own.
 */
function limitKeyOf(request: FastifyRequest): string {
  if (request.caller) return `key ${request.caller.name}`
  const forwarded = withoutPort(request.ip)
  // A proxy may pass on anything as an address; a socket that is gone has none.
  const address = isIP(forwarded) ? forwarded : (request.socket.remoteAddress ?? '')
  return normalizeIP(address)
}

/** Some proxies write `address:port`, or `[address]:port`: a client's port changes with each connection. */
function withoutPort(address: string): string {
  const [, v4, v6] = /^(?:([\d.]+):\d+|\[([^\]]+)\](?::\d+)?)$/.exec(address) ?? []
  return v4 ?? v6 ?? address
}
