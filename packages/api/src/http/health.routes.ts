import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/shared/database.ts'
import Type from 'typebox'
import { createHealthCheck } from './check-health.ts'
import { ref } from './named-schema.ts'
import { problem } from './problem.schemas.ts'

const Part = Type.Enum(['ok', 'unavailable'])
const Health = Type.Object(
  { status: Part, database: Part, queue: Part },
  { $id: 'Health', examples: [{ status: 'ok', database: 'ok', queue: 'ok' }] },
)

const checking = {
  operationId: 'getHealth',
  summary: 'Tell whether the service can serve',
  tags: ['operations'],
  response: {
    200: { description: 'The database answers and the queue is installed', ...ref(Health) },
    503: { description: 'One of them does not', ...ref(Health) },
    ...problem(400, ['MALFORMED_REQUEST']),
    ...problem(500, ['INTERNAL']),
  },
}

export const healthRoutes: FastifyPluginAsyncTypebox<{ db: Database }> = async (app, { db }) => {
  app.addSchema(Health)
  const checkHealth = createHealthCheck(db)

  app.get('/health', { schema: checking }, async (_request, reply) => {
    const health = await checkHealth()
    const healthy = health.database === 'ok' && health.queue === 'ok'
    reply.code(healthy ? 200 : 503).header('cache-control', 'no-store')
    return { status: healthy ? ('ok' as const) : ('unavailable' as const), ...health }
  })
}
