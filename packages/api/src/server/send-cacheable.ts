import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { hasTag } from './etag.ts'
import { describeHeaders } from './route-schemas.ts'

/** A JSON response that many requests share. */
export interface Cacheable<Body> {
  body: Body
  /** The body as text, so that it is serialized once. */
  json: string
  etag: string
}

/** How long a browser or a CDN may answer from its copy, in seconds. */
const maxAge = 1

export const CacheHeaders = Type.Object({
  'if-none-match': Type.Optional(
    Type.String({ description: 'ETag of the copy that the caller has' }),
  ),
})

/** Describes the headers of `sendCacheable`. */
export const cacheHeadersDescribed = {
  etag: 'Of this state; send it in If-None-Match',
  'cache-control': `A copy may be used for ${maxAge} s`,
}

export const notModified = {
  description: 'The copy of the caller is current',
  headers: describeHeaders(cacheHeadersDescribed),
  type: 'null',
} as const

/**
 * Answers with 304 if the caller has a current copy, else with the body.
 *
 * @returns what the handler returns
 */
export function sendCacheable<Body>(
  { headers, caller }: FastifyRequest,
  reply: FastifyReply,
  { body, json, etag }: Cacheable<Body>,
): Body {
  // What a key may read is not for everybody who asks the same cache.
  const scope = caller ? 'private' : 'public'
  reply.headers({ etag, 'cache-control': `${scope}, max-age=${maxAge}` })
  if (hasTag(headers['if-none-match'], etag)) reply.code(304).serializer(() => '')
  else reply.type('application/json; charset=utf-8').serializer(() => json)
  return body
}
