import type { FastifyReply, FastifyRequest } from 'fastify'
import isFresh from 'fresh'
import parseRange from 'range-parser'
import { ProblemError } from '../problems/problem-error.ts'
import { matchesEtag } from '../server/etag.ts'
import type { Part } from './merchant-parts.ts'

type Headers = FastifyRequest['headers']

/** Headers of a response. */
export interface Validators {
  /** Strong. */
  etag: string
  'last-modified': string
}

/**
 * Checks If-Match, or without it If-Unmodified-Since (RFC 9110, 13.2.2).
 *
 * @throws ProblemError PRECONDITION_FAILED
 */
export function requireMatch(headers: Headers, validators: Validators): void {
  const { 'if-match': ifMatch, 'if-unmodified-since': since = '' } = headers
  const matches =
    ifMatch === undefined
      ? // Not `<=`, which a time that cannot be read would fail: that is to be ignored.
        !(Date.parse(validators['last-modified']) > Date.parse(since))
      : matchesEtag(ifMatch, validators.etag)
  if (!matches) throw new ProblemError('PRECONDITION_FAILED')
}

/** Whether the caller has this state already. */
export function isCurrent(headers: Headers, validators: Validators): boolean {
  return isFresh(headers, { ...validators })
}

/**
 * The range of the response that the caller asks for.
 *
 * @param length of the response in bytes; its Content-Range has it if the range is refused
 * @returns undefined for all of it, as for a range that is malformed, in several parts, or of an older state
 * @throws ProblemError RANGE_NOT_SATISFIABLE
 */
export function chooseRange(
  { range: asked, 'if-range': ifRange }: Headers,
  validators: Validators,
  length: number,
  reply: FastifyReply,
): Part | undefined {
  const isOlder = ifRange !== undefined && !Object.values(validators).includes(String(ifRange))
  if (asked === undefined || isOlder) return undefined
  const ranges = parseRange(length, asked)
  if (ranges === -2 || (ranges !== -1 && (ranges.type !== 'bytes' || ranges.length > 1)))
    return undefined
  const [range] = ranges === -1 ? [] : ranges
  if (range) return { start: range.start, end: range.end + 1 }
  reply.header('content-range', `bytes */${length}`)
  throw new ProblemError('RANGE_NOT_SATISFIABLE')
}
