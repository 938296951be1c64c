import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/shared/database.ts'
import Type from 'typebox'
import { createHealthCheck } from './check-health.ts'
import { problem } from './problem.schemas.ts'

const Part = Type.Enum(['ok', 'unavailable'])
const HealthReport = Type.Object({ status: Part, database: Part, queue: Part })

const response = { 200: HealthReport, 503: HealthReport, 500: problem('INTERNAL') }
const living = { 200: Type.Object({ status: Type.Literal('ok') }), 500: problem('INTERNAL') }

export const healthRoutes: FastifyPluginAsyncTypebox<{ db: Database }> = async (app, { db }) => {
  const checkHealth = createHealthCheck(db)

  for (const path of ['/health', '/health/ready']) {
    app.get(path, { schema: { response } }, async (_request, reply) => {
      const health = await checkHealth()
      const healthy = health.database === 'ok' && health.queue === 'ok'
      reply.code(healthy ? 200 : 503).header('cache-control', 'no-store')
      return { status: healthy ? ('ok' as const) : ('unavailable' as const), ...health }
    })
  }

  // A database that is away is no reason to restart this process.
  app.get('/health/live', { schema: { response: living } }, (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return { status: 'ok' as const }
  })
}
