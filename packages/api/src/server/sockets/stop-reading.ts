import type { FastifyInstance } from 'fastify'

/** How long a client may go on sending what was answered already, in ms. */
const graceMs = 5_000

/**
 * Hangs up on clients that keep sending a request after its answer, such as a body that was refused for its
 * size. Not at once: a connection that breaks while they send would hide the answer from them.
 */
export function stopReading(app: FastifyInstance): void {
  app.addHook('onResponse', ({ raw }, _reply, done) => {
    if (!raw.complete && !raw.destroyed) {
      // Takes the connection along.
      const late = setTimeout(() => raw.destroy(), graceMs).unref()
      raw.once('close', () => clearTimeout(late))
    }
    done()
  })
}
