import { createHash } from 'node:crypto'
import Type from 'typebox'

/** The header of a request that changes only what the caller has read. */
export const IfMatchHeaders = Type.Object({
  'if-match': Type.Optional(
    Type.String({
      description:
        'The ETag of the last answer: 412 if it has changed since. * for any that exists',
    }),
  ),
})

/** Describes the header `ETag` of an answer. */
export const etagDescribed = { etag: 'Changes with the answer; send it in If-Match' }

/** A strong validator of what the API returns: the same document has the same. */
export function etagOf(document: object): string {
  return `"${hashOf(document)}"`
}

/** 132 bits of a hash, for an ETag that has other parts too. */
export function hashOf(document: object): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('base64url').slice(0, 22)
}

/**
 * Whether a precondition holds for a resource that exists (RFC 9110, 13.1.1). A weak ETag never matches.
 *
 * @param ifMatch the header: `*`, or ETags separated by commas
 */
export function matchesEtag(ifMatch: string, etag: string): boolean {
  return listedTags(ifMatch).some((tag) => ['*', etag].includes(tag))
}

/** Whether If-None-Match lists an ETag. It compares weakly, as the header is to be. */
export function hasTag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return listedTags(ifNoneMatch).some((tag) => ['*', etag, `W/${etag}`].includes(tag))
}

/** The ETags of If-Match or If-None-Match, which commas separate. */
export function listedTags(header: string): string[] {
  return header.split(',').map((tag) => tag.trim())
}
