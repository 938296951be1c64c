import { promisify } from 'node:util'
import type { Database } from '@order-settlement/db/tables.ts'
import Fastify from 'fastify'
import { sql } from 'kysely'
import { onTestFinished } from 'vitest'
import { jobEventRoutes } from '../src/jobs/events/job-events.routes.ts'
import { Problem } from '../src/problems/problem.schemas.ts'

/** Serves the route of job events alone, with the timeouts of a test, until the test has finished. */
export async function openEventRoute(
  api: { db: Database; url: string },
  options: {
    db?: Database
    heartbeatMs?: number
    unreadTimeoutMs?: number
    maxDurationMs?: number
  },
) {
  const app = Fastify()
  app.addSchema(Problem)
  await app.register(jobEventRoutes, { db: api.db, directUrl: api.url, ...options })
  onTestFinished(() => app.close())
  const route = await app.listen({ host: '127.0.0.1', port: 0 })
  const countConnections = promisify((done: (error: Error | null, count: number) => void) =>
    app.server.getConnections(done),
  )
  return { route, connections: () => countConnections() }
}

/** Process ids of the connections that listen for job changes. */
export async function listenerPids(db: Database): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
    where datname = current_database() and application_name = 'api-listener'
      and query = 'listen "job_changed"' and state = 'idle'`.execute(db)
  return rows.map(({ pid }) => pid)
}
