import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { problemMediaType } from './problem.schemas.ts'
import { problemTitle, problemType } from './problem-names.ts'
import type { Refusal } from './refusal.ts'
import { refusalOf } from './request-errors.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** Why the request was refused, for its log line; empty if it was not. */
    refusalCode: string
  }
}

/** Answers every error of every route with a problem document (RFC 9457); a surprise is logged whole. */
export function sendProblem(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = refusalOf(error)
  if (refusal.status === 503) {
    // It recovers by itself, and under load there are thousands: no stack.
    if (refusal.cause instanceof Error) {
      request.log.warn({ code: refusal.code, reason: refusal.cause.message }, 'request put off')
    }
    reply.header('retry-after', '1')
  } else if (refusal.status >= 500) {
    request.log.error({ err: refusal.cause ?? refusal, code: refusal.code }, 'request failed')
  }
  // The size of the file that a range missed; it is all that a framework error may add.
  if (refusal.status === 416) reply.headers(contentRange(error))

  if (refusal.status === 413) readAway(request, reply)

  reply.refusalCode = refusal.code
  return reply
    .code(refusal.status)
    .header('x-request-id', request.id)
    .type(problemMediaType)
    .send(problemDocument(refusal, pathOf(request.url), request.id))
}

/** As `sendProblem`, for a URL that no route can read. Fastify writes no request line for it, so this does. */
export function answerFrameworkError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  sendProblem(error, request, reply)
  const { method, url } = request
  const { statusCode: status, refusalCode: code } = reply
  request.log.info({ method, path: pathOf(url), status, code }, 'request')
}

export function problemDocument(refusal: Refusal, path: string, requestId: string) {
  const { code, status, message, details } = refusal
  return {
    type: problemType(code),
    title: problemTitle(code),
    status,
    detail: message,
    instance: status >= 500 ? `/requests/${requestId}` : path,
    code,
    ...details,
  }
}

/** The path without its query, which may hold anything. */
export function pathOf(url: string): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}

/**
 * Takes the rest of a body off the wire, unseen. Fastify would hang up, and a client that is still sending
 * would see a broken connection instead of its answer. The request timeout bounds it.
 */
function readAway(request: FastifyRequest, reply: FastifyReply): void {
  reply.removeHeader('connection')
  request.raw.resume()
}

function contentRange(error: FastifyError): Record<string, string> {
  const headers: unknown = 'headers' in error ? error.headers : undefined
  if (typeof headers !== 'object' || headers === null || !('Content-Range' in headers)) return {}
  return { 'content-range': String(headers['Content-Range']) }
}
