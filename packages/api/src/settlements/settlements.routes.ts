import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import type { PgBoss } from 'pg-boss'
import { ownKey } from '../access/callers.ts'
import { cancelSettlement } from '../jobs/cancel-job.ts'
import { retrySettlement } from '../jobs/retry-job.ts'
import { bodyProblems, problem, queueProblems } from '../problems/problem.schemas.ts'
import {
  IdempotencyHeaders,
  replayHeaders,
  replayHeadersDescribed,
} from '../server/idempotency-key.ts'
import { answer, idParams, NoBody, ref } from '../server/route-schemas.ts'
import { CancelledJob, exampleJob, SettlementRequest, StartedJob } from './settlements.schemas.ts'
import { startSettlement } from './start-settlement.ts'

const tags = ['settlements']
const params = idParams(exampleJob.job_id)
const polling = { location: 'Where to watch it, /jobs/{id}', 'retry-after': 'Seconds' }

const starting = {
  operationId: 'startSettlement',
  summary: 'Settle a range of days',
  description: 'Answers at once; workers settle in the background.',
  tags,
  body: ref(SettlementRequest),
  headers: IdempotencyHeaders,
  response: {
    200: answer('The same is queued or running already', ref(StartedJob), {
      ...polling,
      ...replayHeadersDescribed,
    }),
    202: answer('The settlement is queued', ref(StartedJob), {
      ...polling,
      ...replayHeadersDescribed,
    }),
    ...bodyProblems,
    ...problem(422, ['IDEMPOTENCY_KEY_REUSED']),
    ...queueProblems,
  },
}

const retrying = {
  operationId: 'retryJob',
  summary: 'Send a failed or cancelled settlement again',
  tags,
  params,
  body: NoBody,
  response: {
    202: answer('The settlement is queued', ref(StartedJob), polling),
    ...bodyProblems,
    ...problem(404, ['JOB_NOT_FOUND']),
    ...problem(409, ['JOB_NOT_RETRYABLE']),
    ...queueProblems,
  },
}

const cancelling = {
  operationId: 'cancelJob',
  summary: 'Cancel a settlement',
  description: 'Nothing of a cancelled settlement is ever published.',
  tags,
  params,
  body: NoBody,
  response: {
    202: { description: 'It is cancelled, now or before', ...ref(CancelledJob) },
    ...bodyProblems,
    ...problem(404, ['JOB_NOT_FOUND']),
    ...problem(409, ['JOB_ALREADY_FINISHED']),
    ...queueProblems,
  },
}

interface Options {
  db: Database
  boss: PgBoss
  /** The zone that days are cut in unless a request names one. */
  timezone: string
}

/** What starts and ends settlements. */
export const settlementRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, boss, timezone } = options
  for (const schema of [SettlementRequest, StartedJob, CancelledJob]) app.addSchema(schema)

  app.post(
    '/jobs/settlement',
    { schema: starting, config: { scope: 'settlements:write' } },
    async ({ body, headers, caller }, reply) => {
      const key = ownKey(caller, headers['idempotency-key'])
      const run = await startSettlement(db, boss, { timezone, ...body, key })
      reply.code(run.started ? 202 : 200).headers(pollHeaders(run.job_id))
      reply.headers(replayHeaders(run.replayed))
      return { job_id: run.job_id, status: run.status }
    },
  )

  app.post(
    '/jobs/:id/retry',
    { schema: retrying, config: { scope: 'settlements:write' } },
    async ({ params }, reply) => {
      const job = await retrySettlement(db, boss, params.id)
      reply.code(202).headers(pollHeaders(job.job_id))
      return job
    },
  )

  app.post(
    '/jobs/:id/cancel',
    { schema: cancelling, config: { scope: 'settlements:write' } },
    async ({ params }, reply) => {
      reply.code(202)
      return cancelSettlement(db, boss, params.id)
    },
  )
}

/** Where to ask for a job, and after how many seconds. */
function pollHeaders(jobId: string): Record<string, string> {
  return { location: `/jobs/${jobId}`, 'retry-after': '1' }
}
