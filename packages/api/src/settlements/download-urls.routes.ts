import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { idParams } from '../http/id-params.ts'
import { ref } from '../http/named-schema.ts'
import { anyProblems, bodyProblems, problem } from '../http/problem.schemas.ts'
import { DownloadUrlRequest, exampleJob, SignedUrl } from './settlements.schemas.ts'
import type { UrlSigner } from './url-signer.ts'

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

export const downloadUrlRoutes: FastifyPluginAsyncTypebox<{ signer: UrlSigner }> = async (
  app,
  { signer },
) => {
  for (const schema of [DownloadUrlRequest, SignedUrl]) app.addSchema(schema)

  app.post(
    '/jobs/:id/download-url',
    { schema: signing, config: { scope: 'settlements:read' } },
    async ({ params, body }, reply) => {
      reply.code(201).header('cache-control', 'no-store')
      return await signer.sign(params.id, body.lifetime)
    },
  )
}
