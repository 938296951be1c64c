import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'

/** How long a client may keep sending a body after its response, in ms. */
const drainMs = 5_000

/**
 * Disconnects clients that keep sending a body after its response, such as one refused for its size. Not at once:
 * a connection reset while a client sends would hide the response from it.
 */
const plugin: FastifyPluginAsync = async (app) => {
  app.addHook('onResponse', ({ raw }, _reply, done) => {
    if (!raw.complete && !raw.destroyed) {
      // Destroying the request closes its connection.
      const timer = setTimeout(() => raw.destroy(), drainMs).unref()
      raw.once('close', () => clearTimeout(timer))
    }
    done()
  })
}

export const limitDraining = fp(plugin, { name: 'limit-draining' })
