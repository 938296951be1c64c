import type { FastifyInstance, FastifyPluginAsync, HTTPMethods } from 'fastify'
import fp from 'fastify-plugin'
import { ProblemError } from '../problems/problem-error.ts'

/** Answers 405 with Allow to the methods that a path does not have, where Fastify answers 404. Register it last. */
const plugin: FastifyPluginAsync = async (app) => {
  for (const [path, methods] of [...app.methodsByPath]) refuseOthers(app, path, methods)
}

export const refuseOtherMethods = fp(plugin, {
  name: 'refuse-other-methods',
  dependencies: ['collect-routes'],
})

function refuseOthers(app: FastifyInstance, url: string, allowed: Set<string>): void {
  const allow = [...allowed].sort().join(', ')
  app.route({
    // Fastify types the list of its own methods as any strings.
    method: app.supportedMethods.filter((method) => !allowed.has(method)) as HTTPMethods[],
    url,
    exposeHeadRoute: false,
    schema: { hide: true },
    // Before the body is parsed: a wrong method matters more than a wrong body.
    onRequest: (_request, reply, done) => {
      reply.header('allow', allow)
      done(new ProblemError('METHOD_NOT_ALLOWED'))
    },
    handler: () => undefined,
  })
}
