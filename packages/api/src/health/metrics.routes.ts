import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { prometheusContentType, type Registry } from 'prom-client'
import Type from 'typebox'
import { problems } from '../problems/problem.schemas.ts'

const example = `# HELP order_settlement_http_request_duration_seconds From the arrival of a request to the end of its response.
# TYPE order_settlement_http_request_duration_seconds histogram
order_settlement_http_request_duration_seconds_count{method="POST",route="/orders",status="201"} 17
`

const metricsSchema = {
  operationId: 'getMetrics',
  summary: 'Read the metrics of this process, for Prometheus',
  tags: ['operations'],
  response: {
    200: {
      description: 'Metrics in the Prometheus text format',
      content: { 'text/plain': { schema: Type.String(), example } },
    },
    ...problems('MALFORMED_REQUEST', 'INTERNAL'),
  },
}

export const metricsRoutes: FastifyPluginAsyncTypebox<{ registry: Registry }> = async (
  app,
  { registry },
) => {
  const config = { scope: 'metrics:read', merchantKeys: 'refused' } as const
  app.get('/metrics', { config, schema: metricsSchema }, async (_request, reply) => {
    reply.type(prometheusContentType).header('cache-control', 'no-store')
    return await registry.metrics()
  })
}
