import { METHODS } from 'node:http'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyInstance {
    /** The methods of each path that was registered so far. */
    methodsByPath: Map<string, Set<string>>
  }
}

/** Collects the methods of every path that is registered after it, for the plugin refuse-other-methods. */
const plugin: FastifyPluginAsync = async (app) => {
  for (const method of METHODS) {
    // A CONNECT never reaches a handler.
    if (method === 'CONNECT' || app.supportedMethods.includes(method)) continue
    app.addHttpMethod(method, { hasBody: true })
  }
  const methodsByPath = new Map<string, Set<string>>()
  app.decorate('methodsByPath', methodsByPath)
  app.addHook('onRoute', ({ url, method }) => {
    methodsByPath.set(url, new Set([...(methodsByPath.get(url) ?? []), ...[method].flat()]))
  })
}

export const collectRoutes = fp(plugin, {
  name: 'collect-routes',
  // Neither the wildcard of preflights nor the pages of /docs have other methods to refuse.
  dependencies: ['allow-origins', 'describe-routes'],
})
