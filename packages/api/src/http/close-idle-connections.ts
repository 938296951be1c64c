import type { FastifyInstance } from 'fastify'

/**
 * Lets a closing server end as soon as its last answer is sent. A connection that was busy when closing
 * began turns idle later, and would be kept alive until its timeout.
 */
export function closeIdleConnections(app: FastifyInstance): void {
  let sweep: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    sweep = setInterval(() => app.server.closeIdleConnections(), 50)
  })
  app.server.once('close', () => clearInterval(sweep))
}
