import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/shared/database.ts'
import { idParams } from '../http/id-params.ts'
import { ref } from '../http/named-schema.ts'
import { anyProblems, bodyProblems, problem } from '../http/problem.schemas.ts'
import { signDownloadUrl } from './download-urls.ts'
import { DownloadUrlRequest, exampleJob, SignedUrl } from './settlements.schemas.ts'

const signing = {
  operationId: 'createDownloadUrl',
  summary: 'Make a URL of the CSV file that needs no key for a while',
  tags: ['settlements'],
  params: idParams(exampleJob.job_id),
  body: ref(DownloadUrlRequest),
  response: {
    201: ref(SignedUrl),
    ...bodyProblems,
    ...problem(404, ['DOWNLOAD_NOT_FOUND']),
    ...anyProblems,
  },
}

export const downloadUrlRoutes: FastifyPluginAsyncTypebox<{ db: Database }> = async (
  app,
  { db },
) => {
  for (const schema of [DownloadUrlRequest, SignedUrl]) app.addSchema(schema)

  app.post(
    '/jobs/:id/download-url',
    { schema: signing, config: { scope: 'settlements:read' } },
    async ({ params, body }, reply) => {
      reply.code(201).header('cache-control', 'no-store')
      return await signDownloadUrl(db, params.id, body.lifetime)
    },
  )
}
