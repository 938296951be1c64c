import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { problems } from '../problems/problem.schemas.ts'
import { ref } from '../server/route-schemas.ts'
import { createHealthCheck } from './check-health.ts'

const Status = Type.Enum(['ok', 'unavailable'])
const Health = Type.Object(
  { status: Status, database: Status, queue: Status },
  { $id: 'Health', examples: [{ status: 'ok', database: 'ok', queue: 'ok' }] },
)

const Draining = Type.Object({ status: Type.Literal('draining') }, { $id: 'Draining' })

const common = problems('MALFORMED_REQUEST', 'INTERNAL')
const tags = ['operations']
const summary = 'Check whether the service is ready'
const response = {
  200: { description: 'The database responds and the queue is installed', ...ref(Health) },
  503: { description: 'The database or the queue is unavailable', ...ref(Health) },
  ...common,
}
const healthSchema = { operationId: 'getHealth', summary, tags, response }

const readySchema = {
  operationId: 'getReadiness',
  summary: 'Check whether the process takes requests, for load balancers',
  tags,
  response: {
    ...response,
    503: {
      description: 'The database or the queue is unavailable, or the process is shutting down',
      ...Type.Union([ref(Health), ref(Draining)], { examples: [{ status: 'draining' }] }),
    },
  },
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
  app.addSchema(Draining)
  const checkHealth = createHealthCheck(db)

  async function sendHealth(reply: FastifyReply) {
    const health = await checkHealth()
    const healthy = health.database === 'ok' && health.queue === 'ok'
    reply.code(healthy ? 200 : 503)
    return { status: healthy ? ('ok' as const) : ('unavailable' as const), ...health }
  }

  const config = { public: true }
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  app.get('/health', { schema: healthSchema, config }, (_request, reply) => sendHealth(reply))

  app.get('/health/ready', { schema: readySchema, config }, async (_request, reply) => {
    if (!app.isDraining()) return await sendHealth(reply)
    reply.code(503)
    return { status: 'draining' as const }
  })

  // A database outage is no reason to restart this process.
  app.get('/health/live', { schema: liveSchema, config }, () => ({ status: 'ok' as const }))
}
