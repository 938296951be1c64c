import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from '../problems/problem.schemas.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { pathOf, sendProblem } from '../problems/send-problem.ts'
import { findClosestPath } from './find-closest-path.ts'

/** Answers errors, unknown paths and what Node.js would refuse with an empty body with a problem document. */
const plugin: FastifyPluginAsync = async (app) => {
  app.addSchema(Problem)
  app.decorateReply('problemCode', '')
  app.setErrorHandler(sendProblem)
  let paths: string[] = []
  app.addHook('onReady', async () => {
    paths = [...new Set(app.routes.map(({ url }) => url))].filter(isForCallers)
  })
  app.setNotFoundHandler(({ url }) => {
    const closest = findClosestPath(pathOf(url), paths)
    throw new ProblemError(
      'ROUTE_NOT_FOUND',
      closest && `There is nothing at this path; the closest is ${closest}`,
    )
  })
  // An expectation other than 100-continue may be ignored.
  app.server.on('checkExpectation', app.routing)
  // `requireHostHeader` of the server is off for this.
  app.addHook('onRequest', ({ headers, raw }, _reply, done) => {
    const isHostMissing = headers.host === undefined && raw.httpVersion === '1.1'
    done(isHostMissing ? new ProblemError('MALFORMED_REQUEST') : undefined)
  })
}

export const handleErrors = fp(plugin, {
  name: 'handle-errors',
  dependencies: ['collect-routes', 'send-security-headers'],
})

/** Neither the files of the page at /docs nor the wildcard of preflights. */
function isForCallers(url: string): boolean {
  return !url.startsWith('/docs/') && !url.includes('*')
}
