import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/shared/database.ts'
import type { PgBoss } from 'pg-boss'
import { IdParams } from '../http/id-params.ts'
import { IdempotencyHeaders, replayHeaders } from '../http/idempotency-key.ts'
import { bodyProblems, problem, serverProblems } from '../http/problem.schemas.ts'
import { queryValidator } from '../http/validation.ts'
import { cancelSettlement } from './cancel-settlement.ts'
import { listJobs } from './list-jobs.ts'
import { readJob } from './read-job.ts'
import { retrySettlement } from './retry-settlement.ts'
import {
  CancelledJob,
  Job,
  JobPage,
  JobQuery,
  NoBody,
  SettlementRequest,
  StartedJob,
} from './settlements.schemas.ts'
import { startSettlement } from './start-settlement.ts'

const starting = {
  body: SettlementRequest,
  headers: IdempotencyHeaders,
  response: {
    200: { ...StartedJob, description: 'the same is queued or running already' },
    202: StartedJob,
    ...bodyProblems,
    422: problem('IDEMPOTENCY_KEY_REUSED'),
    ...serverProblems,
  },
}

const reading = {
  params: IdParams,
  response: {
    200: Job,
    400: problem('VALIDATION: the id is no UUID'),
    404: problem('JOB_NOT_FOUND'),
    ...serverProblems,
  },
}

const listing = {
  querystring: JobQuery,
  response: {
    200: JobPage,
    400: problem('VALIDATION: the parameters at fault are in errors'),
    ...serverProblems,
  },
}

const retrying = {
  params: IdParams,
  body: NoBody,
  response: {
    202: StartedJob,
    ...bodyProblems,
    404: problem('JOB_NOT_FOUND'),
    409: problem('JOB_NOT_RETRYABLE'),
    ...serverProblems,
  },
}

const cancelling = {
  params: IdParams,
  body: NoBody,
  response: {
    202: CancelledJob,
    ...bodyProblems,
    404: problem('JOB_NOT_FOUND'),
    409: problem('JOB_ALREADY_FINISHED'),
    ...serverProblems,
  },
}

interface Options {
  db: Database
  boss: PgBoss
  /** The zone that days are cut in unless a request names one. */
  timezone: string
}

export const settlementRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, boss, timezone } = options

  app.post('/jobs/settlement', { schema: starting }, async ({ body, headers }, reply) => {
    const key = headers['idempotency-key']
    const run = await startSettlement(db, boss, { timezone, ...body, key })
    reply.code(run.started ? 202 : 200).headers(pollHeaders(run.job_id))
    reply.headers(replayHeaders(run.replayed))
    return { job_id: run.job_id, status: run.status }
  })

  app.get('/jobs', { schema: listing, validatorCompiler: queryValidator }, ({ query }, reply) => {
    reply.header('cache-control', 'no-store')
    return listJobs(db, query)
  })

  app.get('/jobs/:id', { schema: reading }, async ({ params }, reply) => {
    reply.header('cache-control', 'no-store')
    return readJob(db, params.id)
  })

  app.post('/jobs/:id/retry', { schema: retrying }, async ({ params }, reply) => {
    const job = await retrySettlement(db, boss, params.id)
    reply.code(202).headers(pollHeaders(job.job_id))
    return job
  })

  app.post('/jobs/:id/cancel', { schema: cancelling }, async ({ params }, reply) => {
    reply.code(202)
    return cancelSettlement(db, boss, params.id)
  })
}

/** Where to ask for a job, and after how many seconds. */
function pollHeaders(jobId: string): Record<string, string> {
  return { location: `/jobs/${jobId}`, 'retry-after': '1' }
}
