import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger, FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { problemMediaType } from '../../problems/problem.schemas.ts'
import { ProblemError } from '../../problems/problem-error.ts'
import type { ProblemCode } from '../../problems/problems.ts'
import { problemDocument } from '../../problems/send-problem.ts'
import { securityHeaders } from '../send-security-headers.ts'

const codes: Record<string, ProblemCode> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
}

/** How long the client has to read the response and close the connection, in ms. */
const lingerMs = 1_000

/** The response to the latest request of each connection. */
const responses = new WeakMap<Socket, ServerResponse>()

/** Remembers the response that each connection is sending, so that `answerClientError` never writes into it. */
const plugin: FastifyPluginAsync = async (app) => {
  app.server.on('request', ({ socket }, response) => responses.set(socket, response))
}

export const trackResponses = fp(plugin, { name: 'track-responses' })

const headerLines = Object.entries(securityHeaders)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('')

/**
 * Fastify's `clientErrorHandler`: answers input that Node.js cannot parse as HTTP with a problem document, then closes
 * the connection. There is no Fastify request for it.
 */
export function answerClientError(
  this: { log: FastifyBaseLogger },
  error: NodeJS.ErrnoException,
  socket: Socket,
): void {
  if (error.code === 'ECONNRESET' || !(socket.writable || socket.writableEnded)) {
    socket.destroy()
    return
  }
  // Already answered; the rest is discarded until the client closes or the timer below fires.
  if (socket.writableEnded || !canRespond(socket)) return
  const problem = new ProblemError(codes[error.code ?? ''] ?? 'MALFORMED_REQUEST')
  const body = JSON.stringify(problemDocument(problem, '', ''))
  this.log.info({ status: problem.status, code: problem.code, reason: error.code }, 'request')
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\nConnection: close\r\n${headerLines}` +
      `Content-Type: ${problemMediaType}; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  // A client that neither reads nor closes would keep the connection open.
  setTimeout(() => socket.destroy(), lingerMs).unref()
}

/**
 * Whether the client would read a response written now as the one to its invalid input. If not, this closes the
 * connection, at the latest after the response that comes first.
 */
function canRespond(socket: Socket): boolean {
  const latest = responses.get(socket)
  if (!latest || (latest.req.complete && latest.writableFinished)) return true
  // A response is being sent, or waits for the one before it: only the current one has a socket.
  if (latest.headersSent || latest.socket === null) socket.destroy()
  // The previous request was complete; its response, perhaps an order, is the last one sent.
  else if (latest.req.complete) latest.shouldKeepAlive = false
  else return true
  return false
}
