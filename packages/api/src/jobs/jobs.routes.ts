import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
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

const readSchema = {
  operationId: 'getJob',
  summary: 'Read a job and its progress',
  tags,
  params: idParams(exampleJob.job_id),
  response: { 200: ref(Job), ...problems(...urlProblems, 'JOB_NOT_FOUND', ...anyProblems) },
}

const listSchema = {
  operationId: 'listJobs',
  summary: 'List jobs, newest first',
  tags,
  querystring: JobQuery,
  response: { 200: ref(JobPage), ...problems(...urlProblems, ...anyProblems) },
}

export const jobRoutes: FastifyPluginAsyncTypebox<{ db: Database }> = async (app, { db }) => {
  for (const schema of [CurrencyTotals, Totals, Proof, Job, JobPage]) app.addSchema(schema)

  app.get(
    '/jobs',
    { schema: listSchema, config: { scope: 'settlements:read', merchantKeys: 'refused' } },
    ({ query }, reply) => {
      reply.header('cache-control', 'no-store')
      return listJobs(db, query)
    },
  )

  app.get(
    '/jobs/:id',
    { schema: readSchema, config: { scope: 'settlements:read', merchantKeys: 'refused' } },
    async ({ params }, reply) => {
      reply.header('cache-control', 'no-store')
      return readJob(db, params.id)
    },
  )
}
