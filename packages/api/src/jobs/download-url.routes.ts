import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { UrlSigner } from '../downloads/url-signer.ts'
import { anyProblems, bodyProblems, problem } from '../problems/problem.schemas.ts'
import { idParams, ref } from '../server/route-schemas.ts'
import { DownloadUrlRequest, exampleJob, SignedUrl } from '../settlements/settlements.schemas.ts'

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
