import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { Counter } from 'prom-client'
import { pathOf } from '../../problems/send-problem.ts'
import { requestLabels } from '../measure-requests.ts'

/** nginx's status for a request whose client disconnected before the response; it is never sent. */
const clientClosedRequest = 499

/** Logs and counts client aborts: connections closed before the response was sent. Fastify's own log omits them. */
const plugin: FastifyPluginAsync = async (app) => {
  const aborts = new Counter({
    name: 'order_settlement_http_requests_aborted_total',
    help: 'Requests whose client disconnected before the response.',
    labelNames: ['method', 'route'] as const,
    registers: [app.registry],
  })
  app.addHook('onRequest', (request, { raw }, done) => {
    raw.once('close', () => {
      if (raw.writableFinished) return
      const { method, url, log } = request
      log.info({ method, path: pathOf(url), status: clientClosedRequest }, 'request')
      aborts.inc(requestLabels(request))
    })
    done()
  })
}

export const logClientAborts = fp(plugin, {
  name: 'log-client-aborts',
  dependencies: ['measure-requests'],
})
