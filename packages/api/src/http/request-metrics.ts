import type { FastifyInstance } from 'fastify'
import { Histogram, type Registry } from 'prom-client'

/** Adds how long requests took, by the pattern of their route: paths have ids, without end. */
export function measureRequests(app: FastifyInstance, registry: Registry): void {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the arrival of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  app.addHook('onResponse', ({ method, routeOptions }, { statusCode, elapsedTime }, done) => {
    const route = routeOptions.url ?? 'none'
    duration.observe({ method, route, status: statusCode }, elapsedTime / 1_000)
    done()
  })
}
