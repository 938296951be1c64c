import { Readable } from 'node:stream'
import type { BucketStore } from '@order-settlement/storage/bucket-store.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { attachmentHeaders, openDownload } from './find-download.ts'
import { chooseRange, isCurrent, requireMatch } from './validate-request.ts'

/**
 * Redirects to a file in a bucket, by a URL that is valid for a minute. HEAD, and conditions of the request that decide
 * it, are answered here, so that the responses are those of a folder; the bucket sends ranges.
 *
 * @throws ProblemError DOWNLOAD_NOT_FOUND, PRECONDITION_FAILED, RANGE_NOT_SATISFIABLE; StoreError
 */
export async function redirectToFile(
  { headers, method }: FastifyRequest,
  reply: FastifyReply,
  { store, name, filename }: { store: BucketStore; name: string; filename: string },
): Promise<FastifyReply> {
  const { size, modified, etag } = await openDownload(store, name)
  const validators = { etag: etag ?? '', 'last-modified': modified.toUTCString() }
  requireMatch(headers, validators)
  const attachment = attachmentHeaders(filename)
  if (isCurrent(headers, validators)) {
    return reply
      .code(304)
      .headers({ ...validators, ...attachment })
      .send()
  }
  chooseRange(headers, validators, size, reply)
  if (method === 'HEAD') {
    reply.headers({
      ...validators,
      ...attachment,
      'accept-ranges': 'bytes',
      'content-length': size,
    })
    return reply.type('text/csv; charset=utf-8').send(Readable.from([]))
  }
  const { 'content-disposition': disposition, 'cache-control': cacheControl } = attachment
  const url = await store.signUrl(name, { disposition, cacheControl })
  // The URL is a credential.
  return reply.header('cache-control', 'private, no-store').redirect(url, 302)
}
