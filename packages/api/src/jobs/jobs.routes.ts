import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import { boundMerchant } from '../access/callers.ts'
import { anyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import { idParams, ref } from '../server/route-schemas.ts'
import {
  CurrencyTotals,
  exampleJob,
  Job,
  JobPage,
  JobQuery,
  Proof,
  Totals,
} from './jobs.schemas.ts'
import { listJobs } from './list-jobs.ts'
import { readJob } from './read-job.ts'

const tags = ['settlements']
const forMerchants =
  'A job settles all merchants. A key that is bound to one of them sees its state and its days. What tells of the others is left out: processed and total are 0; rows_per_second, error, proof and created_by are null.'

const readSchema = {
  operationId: 'getJob',
  summary: 'Read a job and its progress',
  description: forMerchants,
  tags,
  params: idParams(exampleJob.job_id),
  response: { 200: ref(Job), ...problems(...urlProblems, 'JOB_NOT_FOUND', ...anyProblems) },
}

const listSchema = {
  operationId: 'listJobs',
  summary: 'List jobs, newest first',
  description: forMerchants,
  tags,
  querystring: JobQuery,
  response: { 200: ref(JobPage), ...problems(...urlProblems, ...anyProblems) },
}

export const jobRoutes: FastifyPluginAsyncTypebox<{ db: Database }> = async (app, { db }) => {
  for (const schema of [CurrencyTotals, Totals, Proof, Job, JobPage]) app.addSchema(schema)

  app.get(
    '/jobs',
    { schema: listSchema, config: { scope: 'settlements:read', merchantKeys: 'limited' } },
    ({ query, caller }, reply) => {
      reply.header('cache-control', 'no-store')
      return listJobs(db, query, boundMerchant(caller))
    },
  )

  app.get(
    '/jobs/:id',
    { schema: readSchema, config: { scope: 'settlements:read', merchantKeys: 'limited' } },
    async ({ params, caller }, reply) => {
      reply.header('cache-control', 'no-store')
      return readJob(db, params.id, boundMerchant(caller))
    },
  )
}
