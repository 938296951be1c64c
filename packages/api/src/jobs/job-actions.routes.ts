import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import type { PgBoss } from 'pg-boss'
import { boundMerchant } from '../access/callers.ts'
import { DownloadUrlRequest, SignedUrl } from '../downloads/downloads.schemas.ts'
import type { UrlSigner } from '../downloads/url-signer.ts'
import { anyProblems, bodyProblems, problems, queueProblems } from '../problems/problem.schemas.ts'
import { answer, idParams, NoBody, ref } from '../server/route-schemas.ts'
import { cancelJob } from './cancel-job.ts'
import { CancelledJob, exampleJob, StartedJob } from './jobs.schemas.ts'
import { pollHeaders, pollHeadersDescribed } from './poll-headers.ts'
import { retryJob } from './retry-job.ts'

const tags = ['settlements']
const params = idParams(exampleJob.job_id)

const retrySchema = {
  operationId: 'retryJob',
  summary: 'Retry a failed or cancelled job',
  tags,
  params,
  body: NoBody,
  response: {
    202: answer('The job is queued', ref(StartedJob), pollHeadersDescribed),
    ...problems(
      ...bodyProblems,
      'JOB_NOT_FOUND',
      'JOB_NOT_RETRYABLE',
      'PERIOD_CLOSED',
      'DAY_ARCHIVED',
      ...queueProblems,
    ),
  },
}

const cancelSchema = {
  operationId: 'cancelJob',
  summary: 'Cancel a job',
  description:
    'A cancelled job publishes nothing. While a job is being published, the response is 409 JOB_PUBLISHING.',
  tags,
  params,
  body: NoBody,
  response: {
    202: {
      description: 'The job is cancelled, by this request or an earlier one',
      ...ref(CancelledJob),
    },
    ...problems(
      ...bodyProblems,
      'JOB_NOT_FOUND',
      'JOB_ALREADY_FINISHED',
      'JOB_PUBLISHING',
      ...queueProblems,
    ),
  },
}

const signSchema = {
  operationId: 'createDownloadUrl',
  summary: 'Create a URL of the CSV file that works without a key until it expires',
  description:
    'Made with a key that is bound to one merchant, it gives the lines of that merchant.',
  tags,
  params,
  body: ref(DownloadUrlRequest),
  response: {
    201: ref(SignedUrl),
    ...problems(...bodyProblems, 'DOWNLOAD_NOT_FOUND', ...anyProblems),
  },
}

interface Options {
  db: Database
  boss: PgBoss
  signer: UrlSigner
}

export const jobActionRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, boss, signer } = options
  for (const schema of [StartedJob, CancelledJob, DownloadUrlRequest, SignedUrl])
    app.addSchema(schema)

  app.post(
    '/jobs/:id/retry',
    { schema: retrySchema, config: { scope: 'settlements:write', merchantKeys: 'refused' } },
    async ({ params }, reply) => {
      const job = await retryJob(db, boss, params.id)
      reply.code(202).headers(pollHeaders(job.job_id))
      return job
    },
  )

  app.post(
    '/jobs/:id/cancel',
    { schema: cancelSchema, config: { scope: 'settlements:write', merchantKeys: 'refused' } },
    async ({ params }, reply) => {
      reply.code(202)
      return cancelJob(db, boss, params.id)
    },
  )

  app.post(
    '/jobs/:id/download-url',
    { schema: signSchema, config: { scope: 'settlements:read', merchantKeys: 'limited' } },
    async ({ params, body, caller }, reply) => {
      reply.code(201).header('cache-control', 'no-store')
      return await signer.sign(params.id, body.lifetime, boundMerchant(caller))
    },
  )
}
