import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { prometheusContentType, type Registry } from 'prom-client'
import Type from 'typebox'
import { problem } from './problem.schemas.ts'

const response = {
  200: {
    description: 'Metrics in the text format of Prometheus',
    content: { 'text/plain': { schema: Type.String() } },
  },
  500: problem('INTERNAL'),
}

export const metricsRoutes: FastifyPluginAsyncTypebox<{ registry: Registry }> = async (
  app,
  { registry },
) => {
  const config = { scope: 'metrics:read' }
  app.get('/metrics', { config, schema: { response } }, async (_request, reply) => {
    reply.type(prometheusContentType).header('cache-control', 'no-store')
    return await registry.metrics()
  })
}
