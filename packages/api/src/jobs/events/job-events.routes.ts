import { fastifySSE } from '@fastify/sse'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import Type from 'typebox'
import { anyProblems, problems, urlProblems } from '../../problems/problem.schemas.ts'
import { idParams } from '../../server/route-schemas.ts'
import { exampleJob } from '../jobs.schemas.ts'
import { createJobTopics } from './job-topics.ts'
import { streamJobEvents } from './stream-job-events.ts'

const exampleRunning = {
  ...exampleJob,
  status: 'RUNNING',
  phase: 'SUMMING',
  progress: 51.2,
  processed: 775000,
  total: 979264,
  total_is_estimate: true,
  rows_per_second: 1920000,
  eta_seconds: 1,
  download_url: null,
  proof: null,
  finished_at: null,
}
const example = `retry: 1000

id: RUNNING.WJ3kq0cV9s2Lr8Ab.progress
event: progress
data: ${JSON.stringify(exampleRunning)}

`

const followSchema = {
  operationId: 'followJob',
  summary: 'Follow a job (Server-Sent Events)',
  tags: ['settlements'],
  params: idParams(exampleJob.job_id),
  headers: Type.Object({
    'last-event-id': Type.Optional(
      Type.String({ description: 'id of the last event received; the stream resumes after it' }),
    ),
  }),
  response: {
    200: {
      description:
        'A progress event (the job) at once and after each change; before it a state event ({ job_id, status }) if the status changed; an end event (the job) last',
      content: { 'text/event-stream': { schema: Type.String(), example } },
    },
    204: Type.Null({
      description: 'The job has ended and Last-Event-ID is its last event: do not reconnect',
    }),
    ...problems(...urlProblems, 'JOB_NOT_FOUND', ...anyProblems),
  },
}

interface Options {
  db: Database
  /** Of a server, or a pooler that keeps sessions. */
  directUrl: string
  /** Interval of the comments that keep proxies from closing an idle stream, in ms. */
  heartbeatMs?: number
  /** Disconnects a client that leaves sent data unread for this long, in ms. */
  unreadTimeoutMs?: number
  /** Ends a stream after this long, in ms; its client reconnects. */
  maxDurationMs?: number
}

export const jobEventRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, directUrl, heartbeatMs = 15_000 } = options
  const { unreadTimeoutMs = 30_000, maxDurationMs = 600_000 } = options
  const topics = createJobTopics(db, directUrl, app.log)
  // preClose, not onClose: the server waits for open responses first, and streams would never end.
  app.addHook('preClose', () => topics.close())
  await app.register(fastifySSE, { heartbeatInterval: heartbeatMs })

  app.get(
    '/jobs/:id/events',
    {
      schema: followSchema,
      config: { scope: 'settlements:read', merchantKeys: 'refused' },
      // `manual` streams no matter what the Accept header says. The data is JSON already.
      sse: { kind: 'manual', serializer: (data: string) => data },
      exposeHeadRoute: false,
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      // @fastify/sse always answers `connection: keep-alive`.
      if (request.headers.connection?.toLowerCase() === 'close') {
        reply.raw.once('finish', () => request.socket.end())
      }
      const started = await streamJobEvents(reply, {
        subscribe: (subscriber) => topics.subscribe(request.params.id, subscriber),
        unreadTimeoutMs,
        maxDurationMs,
      })
      if (!started) reply.code(204)
    },
  )
}
