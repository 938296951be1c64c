import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { answerFrameworkError } from '../problems/send-problem.ts'
import { securityHeaders } from './send-security-headers.ts'

/**
 * Fastify's `frameworkErrors`: answers a URL that the router cannot parse, for which no hook runs. It counts for the
 * rate limit of its caller like any other request.
 */
export async function answerBadUrl(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  reply.headers(securityHeaders)
  request.caller = request.server.findCaller(request)
  try {
    await request.server.countRequest?.(request, reply)
    answerFrameworkError(error, request, reply)
  } catch (overLimit) {
    // Only the problem of the limit is thrown.
    answerFrameworkError(overLimit as FastifyError, request, reply)
  }
}
