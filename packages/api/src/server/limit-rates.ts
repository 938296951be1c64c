import { isIP } from 'node:net'
import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { probePaths } from '../health/probe-paths.ts'
import { ProblemError } from '../problems/problem-error.ts'

interface Options {
  /** Requests per minute of one caller; 0 for no limit. */
  perMinute: number
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a request that no hook sees, and throws RATE_LIMITED over the limit; null without a limit. */
    countRequest: ((request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) | null
  }
}

/** Answers 429 with Retry-After to callers over their limit, on every path. Each process counts for itself. */
const plugin: FastifyPluginAsync<Options> = async (app, { perMinute }) => {
  if (perMinute === 0) {
    app.decorate('countRequest', null)
    return
  }
  await app.register(rateLimit, {
    // The hook below counts for all routes together, and for paths without a route.
    global: false,
    max: perMinute,
    timeWindow: 60_000,
    // Callers remembered, 32 MB at most. The least recently seen is forgotten first, so a crowd of addresses does
    // not reset a busy caller.
    cache: 100_000,
    keyGenerator: limitKeyOf,
    // Orchestrators restart a process that fails its probes.
    allowList: ({ routeOptions }) => probePaths.has(routeOptions.url),
    enableDraftSpec: true,
    errorResponseBuilder: () => new ProblemError('RATE_LIMITED'),
  })
  const count = app.rateLimit()
  app.decorate('countRequest', async (request, reply) => await count.call(app, request, reply))
  app.addHook('onRequest', count)
}

export const limitRates = fp(plugin, {
  name: 'limit-rates',
  // After the caller is known, and after CORS, so that pages can read a 429.
  dependencies: ['handle-errors', 'allow-origins', 'identify-callers'],
})

/**
 * The name of the caller's key, else its address; of an IPv6 address its /64, the smallest network that one customer
 * has. Never anything that a caller can invent: each invention would have a limit of its own.
 */
function limitKeyOf(request: FastifyRequest): string {
  if (request.caller) return `key ${request.caller.name}`
  const forwarded = withoutPort(request.ip)
  // A proxy may forward anything as an address; a closed socket has none.
  const address = isIP(forwarded) ? forwarded : (request.socket.remoteAddress ?? '')
  return normalizeIP(address)
}

/** Some proxies write `address:port` or `[address]:port`, and the port changes with each connection. */
function withoutPort(address: string): string {
  const [, v4, v6] = /^(?:([\d.]+):\d+|\[([^\]]+)\](?::\d+)?)$/.exec(address) ?? []
  return v4 ?? v6 ?? address
}
