import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
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

/**
 * Reads the rest of a body and drops it. Fastify would close the connection, and a client that is still sending
 * would see a reset instead of the response.
 */
export function drainBody(request: FastifyRequest, reply: FastifyReply): void {
  reply.removeHeader('connection')
  request.raw.resume()
}
