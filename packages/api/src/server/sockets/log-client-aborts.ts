import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pathOf } from '../../problems/send-problem.ts'

/** What nginx calls a request whose client left before its answer: no answer has this status. */
const abandonedStatus = 499

/**
 * Logs and counts requests whose clients leave before their answers are sent. Fastify tells of those that are
 * answered, and of those that leave before their body has arrived.
 */
export function tellOfAbandoned(
  app: FastifyInstance,
  count: (request: FastifyRequest) => void,
): void {
  app.addHook('onRequest', (request, { raw }, done) => {
    raw.once('close', () => {
      if (raw.writableFinished) return
      const { method, url, log } = request
      log.info({ method, path: pathOf(url), status: abandonedStatus }, 'request')
      count(request)
    })
    done()
  })
}
