import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { problemMediaType } from '../../problems/problem.schemas.ts'
import { ProblemError } from '../../problems/problem-error.ts'
import type { ProblemCode } from '../../problems/problems.ts'
import { problemDocument } from '../../problems/send-problem.ts'
import type { SecurityHeaders } from '../security-headers.ts'

const codes: Record<string, ProblemCode> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
}

/** How long the client has to read the answer and to hang up itself, in ms. */
const lingerMs = 1_000

/** Of each connection, the answer to its latest request. */
const answers = new WeakMap<Socket, ServerResponse>()

/** What `answerClientError` needs: it must not write into an answer. */
export function rememberAnswers(app: FastifyInstance): void {
  app.server.on('request', ({ socket }, response) => answers.set(socket, response))
}

/** Answers what Node could not read as HTTP, so that no Fastify request exists; then hangs up. */
export function answerClientError(headers: SecurityHeaders) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return function answer(
    this: { log: FastifyBaseLogger },
    error: NodeJS.ErrnoException,
    socket: Socket,
  ): void {
    if (error.code === 'ECONNRESET' || !(socket.writable || socket.writableEnded)) {
      socket.destroy()
      return
    }
    // Answered. What else it sends is read away until it hangs up, or its time below is over.
    if (socket.writableEnded || !isAnswerDue(socket)) return
    const problem = new ProblemError(codes[error.code ?? ''] ?? 'MALFORMED_REQUEST')
    const body = JSON.stringify(problemDocument(problem, '', ''))
    this.log.info({ status: problem.status, code: problem.code, reason: error.code }, 'request')
    socket.end(
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\nConnection: close\r\n${lines.join('')}` +
        `Content-Type: ${problemMediaType}; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
    // Whoever neither reads nor hangs up would keep the connection for ever.
    setTimeout(() => socket.destroy(), lingerMs).unref()
  }
}

/**
 * Whether the client would take what is written now for the answer to what it just sent. If not, this hangs up,
 * at the latest after the answer that comes first.
 */
function isAnswerDue(socket: Socket): boolean {
  const latest = answers.get(socket)
  if (!latest || (latest.req.complete && latest.writableFinished)) return true
  // In the middle of an answer, or of two; a response has a socket when it is its turn.
  if (latest.headersSent || latest.socket === null) socket.destroy()
  // The request before was whole, and its answer, perhaps an order, is the last thing to send.
  else if (latest.req.complete) latest.shouldKeepAlive = false
  else return true
  return false
}
