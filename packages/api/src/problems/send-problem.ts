import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { drainBody } from '../server/sockets/drain-body.ts'
import { problemMediaType } from './problem.schemas.ts'
import type { ProblemError } from './problem-error.ts'
import { kindOf, problemType } from './problems.ts'
import { toProblem } from './to-problem.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** The code of the problem that was sent, for the request's log line; empty if none was. */
    problemCode: string
  }
}

/** Answers every error of every route with a problem document (RFC 9457), and logs unexpected ones. */
export function sendProblem(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = toProblem(error)
  if (problem.status === 503) {
    // It recovers by itself, and there are thousands under load: no stack.
    if (problem.cause instanceof Error) {
      request.log.warn({ code: problem.code, reason: problem.cause.message }, 'request refused')
    }
  } else if (problem.status >= 500) {
    request.log.error({ err: problem.cause ?? problem, code: problem.code }, 'request failed')
  }
  // The size of the file, from the error of @fastify/static.
  if (problem.status === 416) reply.headers(contentRange(error))
  const { retryAfter } = problem
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  if (problem.status === 413) drainBody(request, reply)

  reply.problemCode = problem.code
  return reply
    .code(problem.status)
    .header('x-request-id', request.id)
    .type(problemMediaType)
    .send(problemDocument(problem, pathOf(request.url), request.id))
}

/** As `sendProblem`, for a URL that the router rejects. Fastify writes no request line for it, so this does. */
export function answerFrameworkError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  sendProblem(error, request, reply)
  const { method, url } = request
  const { statusCode: status, problemCode: code } = reply
  request.log.info({ method, path: pathOf(url), status, code }, 'request')
}

/** @param path of the request, without its query */
export function problemDocument(problem: ProblemError, path: string, requestId: string) {
  const { code, status, message, members } = problem
  return {
    type: problemType(code),
    title: kindOf(code).title,
    status,
    detail: message,
    instance: status >= 500 ? `/requests/${requestId}` : path,
    code,
    ...members,
  }
}

/** The path without its query, which may hold anything. */
export function pathOf(url: string): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}

function contentRange(error: FastifyError): Record<string, string> {
  const headers: unknown = 'headers' in error ? error.headers : undefined
  if (typeof headers !== 'object' || headers === null || !('Content-Range' in headers)) return {}
  return { 'content-range': String(headers['Content-Range']) }
}
