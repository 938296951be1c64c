import { ConfigError } from '@order-settlement/shared/process/config.ts'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'

/** Closed by default: stops the app at start if a route neither names its scope nor says that it is public. */
const plugin: FastifyPluginAsync = async (app) => {
  app.addHook('onReady', async () => {
    for (const { url, methods, options } of app.routes) {
      const { scope, public: isPublic = false } = options.config ?? {}
      if ((scope !== undefined) === isPublic) {
        throw new ConfigError(
          `route ${methods.join(', ')} ${url} must have either config.scope or config.public`,
        )
      }
    }
  })
}

export const requireScopes = fp(plugin, {
  name: 'require-scopes',
  dependencies: ['collect-routes'],
})
