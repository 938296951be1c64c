import { FastifyOtelInstrumentation } from '@fastify/otel'
import { probePaths } from '../health/probe-paths.ts'
import { pathOf } from '../problems/send-problem.ts'

/** Has every app that is built from now on make a span of each request; its headers, query and body stay out. */
export function traceRequests(): void {
  new FastifyOtelInstrumentation({
    registerOnInitialization: true,
    instrumentHooks: false,
    recordExceptions: false,
    ignorePaths: ({ url }) => probePaths.has(pathOf(url)),
    requestHook(span, { method, url, routeOptions }) {
      span.updateName(`${method} ${routeOptions.url ?? 'none'}`)
      span.setAttribute('url.path', pathOf(url))
    },
  })
}
