import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Histogram } from 'prom-client'

// Each label value stays in memory, and clients may invent methods.
const methods = ['GET', 'HEAD', 'POST', 'OPTIONS']

/** Measures how long requests take. */
const plugin: FastifyPluginAsync = async (app) => {
  const duration = new Histogram({
    name: 'order_settlement_http_request_duration_seconds',
    help: 'From the arrival of a request to the end of its response.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [app.registry],
  })
  app.addHook('onResponse', (request, { statusCode: status, elapsedTime }, done) => {
    duration.observe({ ...requestLabels(request), status }, elapsedTime / 1_000)
    done()
  })
}

export const measureRequests = fp(plugin, {
  name: 'measure-requests',
  dependencies: ['measure-process'],
})

/** Metric labels of a request: the pattern of its route, since paths with ids are unbounded. */
export function requestLabels({ method, routeOptions }: FastifyRequest) {
  return {
    method: methods.includes(method) ? method : 'other',
    route: routeOptions.url ?? 'none',
  }
}
