import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import Type from 'typebox'
import { problems } from '../problems/problem.schemas.ts'
import { ref } from '../server/route-schemas.ts'
import { createHealthCheck } from './check-health.ts'

const Status = Type.Enum(['ok', 'unavailable'])
const Health = Type.Object(
  { status: Status, database: Status, queue: Status },
  { $id: 'Health', examples: [{ status: 'ok', database: 'ok', queue: 'ok' }] },
)

const common = problems('MALFORMED_REQUEST', 'INTERNAL')
const tags = ['operations']
const summary = 'Check whether the service is ready'
const response = {
  200: { description: 'The database responds and the queue is installed', ...ref(Health) },
  503: { description: 'The database or the queue is unavailable', ...ref(Health) },
  ...common,
}

const liveSchema = {
  operationId: 'getLiveness',
  summary: 'Check whether the process is up',
  tags,
  response: {
    200: Type.Object({ status: Type.Literal('ok') }, { examples: [{ status: 'ok' }] }),
    ...common,
  },
}

export const healthRoutes: FastifyPluginAsyncTypebox<{ db: Database }> = async (app, { db }) => {
  app.addSchema(Health)
  const checkHealth = createHealthCheck(db)

  for (const [path, operationId] of [
    ['/health', 'getHealth'],
    ['/health/ready', 'getReadiness'],
  ] as const) {
    const schema = { operationId, summary, tags, response }
    app.get(path, { schema, config: { public: true } }, async (_request, reply) => {
      const health = await checkHealth()
      const healthy = health.database === 'ok' && health.queue === 'ok'
      reply.code(healthy ? 200 : 503).header('cache-control', 'no-store')
      return { status: healthy ? ('ok' as const) : ('unavailable' as const), ...health }
    })
  }

  // A database outage is no reason to restart this process.
  app.get('/health/live', { schema: liveSchema, config: { public: true } }, (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return { status: 'ok' as const }
  })
}
