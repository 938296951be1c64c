import { FastifyOtelInstrumentation } from '@fastify/otel'
import { probePaths } from '../health/probe-paths.ts'
import { pathOf } from '../problems/send-problem.ts'

/** Every app built after this call records a span per request, without its headers, query and body. */
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
