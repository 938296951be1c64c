import { ConfigError } from '@order-settlement/shared/process/config.ts'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'

/**
 * Closed by default: stops the app at start if a route neither names its scope nor says that it is public, or does not
 * say how keys of one merchant are treated.
 */
const plugin: FastifyPluginAsync = async (app) => {
  app.addHook('onReady', async () => {
    for (const { url, methods, options } of app.routes) {
      const { scope, public: isPublic = false, merchantKeys } = options.config ?? {}
      if ((scope !== undefined) === isPublic) {
        throw new ConfigError(
          `route ${methods.join(', ')} ${url} must have either config.scope or config.public`,
        )
      }
      if ((scope !== undefined) !== (merchantKeys !== undefined)) {
        throw new ConfigError(
          `route ${methods.join(', ')} ${url} must have config.merchantKeys with config.scope`,
        )
      }
    }
  })
}

export const requireScopes = fp(plugin, {
  name: 'require-scopes',
  dependencies: ['collect-routes'],
})
