import { METHODS } from 'node:http'
import type { FastifyInstance, FastifyPluginAsync, HTTPMethods } from 'fastify'
import fp from 'fastify-plugin'
import { ProblemError } from '../problems/problem-error.ts'

const list = new Intl.ListFormat('en', { type: 'disjunction' })

/** Answers 405 with Allow to the methods that a path does not have, where Fastify answers 404. Register it last. */
const plugin: FastifyPluginAsync = async (app) => {
  for (const method of METHODS) {
    // A CONNECT never reaches a handler.
    if (method === 'CONNECT' || app.supportedMethods.includes(method)) continue
    app.addHttpMethod(method, { hasBody: true })
  }
  const methodsByPath = new Map<string, Set<string>>()
  for (const { url, methods } of app.routes) {
    // A wildcard is no path of its own, and of /docs/ only HEAD is reported to onRoute hooks.
    if (url.includes('*') || url.startsWith('/docs/')) continue
    methodsByPath.set(url, new Set([...(methodsByPath.get(url) ?? []), ...methods]))
  }
  for (const [path, methods] of methodsByPath) refuseOthers(app, path, methods)
}

export const refuseOtherMethods = fp(plugin, {
  name: 'refuse-other-methods',
  dependencies: ['collect-routes'],
})

function refuseOthers(app: FastifyInstance, url: string, allowed: Set<string>): void {
  const methods = [...allowed].sort()
  const allow = methods.join(', ')
  const advice = `use ${list.format(methods)}`
  app.route({
    // Fastify types the list of its own methods as any strings.
    method: app.supportedMethods.filter((method) => !allowed.has(method)) as HTTPMethods[],
    url,
    exposeHeadRoute: false,
    schema: { hide: true },
    config: { public: true },
    // Before the body is parsed: a wrong method matters more than a wrong body.
    onRequest: ({ method }, reply, done) => {
      reply.header('allow', allow)
      done(
        new ProblemError('METHOD_NOT_ALLOWED', `This path does not support ${method}; ${advice}`),
      )
    },
    handler: () => undefined,
  })
}
