import { METHODS } from 'node:http'
import type { FastifyInstance, HTTPMethods } from 'fastify'
import { ProblemError } from '../problems/problem-error.ts'

/**
 * Makes every path answer the methods it does not know with 405 and what it allows, where Fastify says 404.
 * Call it before the first route, and what it returns after the last.
 */
export function collectMethods(app: FastifyInstance): () => void {
  for (const method of METHODS) {
    // A CONNECT never reaches a handler.
    if (method === 'CONNECT' || app.supportedMethods.includes(method)) continue
    app.addHttpMethod(method, { hasBody: true })
  }
  const methods = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    methods.set(url, new Set([...(methods.get(url) ?? []), ...[method].flat()]))
  })
  return () => {
    for (const [url, allowed] of [...methods]) refuseOthers(app, url, allowed)
  }
}

function refuseOthers(app: FastifyInstance, url: string, allowed: Set<string>): void {
  const allow = [...allowed].sort().join(', ')
  app.route({
    // Fastify types the list of its own methods as any strings.
    method: app.supportedMethods.filter((method) => !allowed.has(method)) as HTTPMethods[],
    url,
    exposeHeadRoute: false,
    schema: { hide: true },
    // Before the body is read: a wrong method says more than a wrong body.
    onRequest: (_request, reply, done) => {
      reply.header('allow', allow)
      done(new ProblemError('METHOD_NOT_ALLOWED'))
    },
    handler: () => undefined,
  })
}
