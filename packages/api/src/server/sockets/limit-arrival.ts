import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'

interface Options {
  /** For the body of a request to arrive, in ms. */
  timeoutMs: number
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Lets a request take as long as its body comes, and as its response takes after that. */
    allowLongRequest(request: FastifyRequest): void
  }
}

/**
 * Answers 408 to a request whose body does not arrive in time. Node.js has such a limit for all requests of a server
 * only, but a large file may take hours. A connection without traffic is closed after `connectionTimeout` all the same.
 */
const plugin: FastifyPluginAsync<Options> = async (app, { timeoutMs }) => {
  const arriving = new Map<Socket, { request: IncomingMessage; since: number }>()
  app.server.on('connection', (socket: Socket) => {
    socket.once('close', () => arriving.delete(socket))
  })
  // Before Fastify handles it.
  app.server.prependListener('request', (request) => {
    arriving.set(request.socket, { request, since: performance.now() })
  })
  app.decorate('allowLongRequest', ({ raw }) => {
    arriving.delete(raw.socket)
    raw.once('end', () => raw.socket.setTimeout?.(0))
  })

  const sweep = setInterval(() => {
    const now = performance.now()
    for (const [socket, { request, since }] of arriving) {
      if (request.complete) arriving.delete(socket)
      else if (now - since > timeoutMs) app.server.emit('clientError', timeoutError(), socket)
    }
  }, 1_000).unref()
  app.addHook('onClose', async () => clearInterval(sweep))
}

export const limitArrival = fp(plugin, { name: 'limit-arrival' })

/** As Node.js has it. */
function timeoutError(): Error {
  return Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
}
