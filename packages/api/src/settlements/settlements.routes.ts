import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/shared/database.ts'
import type { PgBoss } from 'pg-boss'
import { IdParams } from '../http/id-params.ts'
import { IdempotencyHeaders, replayHeaders } from '../http/idempotency-key.ts'
import { bodyProblems, problem, serverProblems } from '../http/problem.schemas.ts'
import { cancelSettlement } from './cancel-settlement.ts'
import { readJob } from './read-job.ts'
import { CancelledJob, Job, NoBody, SettlementRequest, StartedJob } from './settlements.schemas.ts'
import { startSettlement } from './start-settlement.ts'

const starting = {
  body: SettlementRequest,
  headers: IdempotencyHeaders,
  response: {
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
    const { replayed, ...job } = await startSettlement(db, boss, { timezone, ...body, key })
    reply.code(202).headers({ location: `/jobs/${job.job_id}`, 'retry-after': '1' })
    reply.headers(replayHeaders(replayed))
    return job
  })

  app.get('/jobs/:id', { schema: reading }, async ({ params }, reply) => {
    reply.header('cache-control', 'no-store')
    return readJob(db, params.id)
  })

  app.post('/jobs/:id/cancel', { schema: cancelling }, async ({ params }, reply) => {
    reply.code(202)
    return cancelSettlement(db, boss, params.id)
  })
}
