import { type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { probePaths } from '../health/probe-paths.ts'
import { pathOf } from '../problems/send-problem.ts'

/** One line per request, written with its response. No headers and no body, which may hold secrets. */
export class RequestLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: 'request_id' })
  }

  override incomingRequest(): void {}

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const routine = reply.statusCode === 200 && probePaths.has(request.routeOptions.url)
    request.log[routine ? 'debug' : 'info'](
      {
        method: request.method,
        path: pathOf(request.url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...(request.caller ? { caller: request.caller.name } : {}),
        ...(reply.problemCode ? { code: reply.problemCode } : {}),
        ...(error ? { err: error } : {}),
      },
      'request',
    )
  }
}
