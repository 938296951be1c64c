import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger } from 'fastify'
import { problemMediaType } from './problem.schemas.ts'
import { problemDocument } from './problem.ts'
import { RequestError, type RequestErrorCode } from './request-errors.ts'

const codes: Record<string, RequestErrorCode> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
}

/** Answers what Node could not read as HTTP, so that no Fastify request exists; then hangs up. */
export function answerClientError(
  this: { log: FastifyBaseLogger },
  error: NodeJS.ErrnoException,
  socket: Socket,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const refusal = new RequestError(codes[error.code ?? ''] ?? 'MALFORMED_REQUEST')
  const body = JSON.stringify(problemDocument(refusal, '', ''))
  this.log.info({ status: refusal.status, code: refusal.code, reason: error.code }, 'request')
  socket.end(
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\nConnection: close\r\n` +
      `Content-Type: ${problemMediaType}; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
