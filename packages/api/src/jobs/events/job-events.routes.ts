import { fastifySSE } from '@fastify/sse'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import Type from 'typebox'
import { anyProblems, problems, urlProblems } from '../../problems/problem.schemas.ts'
import { idParams } from '../../server/route-schemas.ts'
import { exampleJob } from '../jobs.schemas.ts'
import { streamJobEvents } from './job-events.ts'
import { watchJobs } from './watch-jobs.ts'

const example = `retry: 1000

id: RUNNING.WJ3kq0cV9s2Lr8Ab.progress
event: progress
data: ${JSON.stringify({ ...exampleJob, status: 'RUNNING', progress: 51.2, proof: null })}

`

const following = {
  operationId: 'followJob',
  summary: 'Follow a settlement live (Server-Sent Events)',
  tags: ['settlements'],
  params: idParams(exampleJob.job_id),
  headers: Type.Object({
    'last-event-id': Type.Optional(
      Type.String({ description: 'id of the last event that came; what follows it is sent' }),
    ),
  }),
  response: {
    200: {
      description:
        'progress (the job) at once and whenever it changes, state ({ job_id, status }) before it when the status changes, and end (the job) last',
      content: { 'text/event-stream': { schema: Type.String(), example } },
    },
    204: Type.Null({ description: 'The job has ended, and Last-Event-ID is its end: ask no more' }),
    ...problems(...urlProblems, 'JOB_NOT_FOUND', ...anyProblems),
  },
}

interface Options {
  db: Database
  /** Of the database. */
  url: string
  /** Between comments that keep proxies from closing a quiet stream, in ms. */
  heartbeatMs?: number
  /** How long a listener may leave what it was sent unread, in ms; then it is disconnected. */
  stuckMs?: number
  /** How long a stream may last before its client has to come again, in ms. */
  lastingMs?: number
}

export const jobEventRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, url, heartbeatMs = 15_000, stuckMs = 30_000, lastingMs = 600_000 } = options
  const jobs = watchJobs(db, url, app.log)
  // Before the server waits for its answers to end: streams would never. Clients turn to another process.
  app.addHook('preClose', () => jobs.close())
  await app.register(fastifySSE, { heartbeatInterval: heartbeatMs })

  app.get(
    '/jobs/:id/events',
    {
      schema: following,
      config: { scope: 'settlements:read' },
      // Whatever a client accepts: there is one form. The data is JSON already.
      sse: { kind: 'manual', serializer: (data: string) => data },
      exposeHeadRoute: false,
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      // The plugin promises to keep the connection.
      if (request.headers.connection?.toLowerCase() === 'close') {
        reply.raw.once('finish', () => request.socket.end())
      }
      const { id } = request.params
      const begun = await streamJobEvents(reply, {
        watch: (watcher) => jobs.watch(id, watcher),
        stuckMs,
        lastingMs,
      })
      if (!begun) reply.code(204)
    },
  )
}
