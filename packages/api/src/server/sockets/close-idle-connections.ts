import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** How long a connection that has sent nothing yet may still begin a request while the server closes, in ms. */
const beginMs = 500
/** How long a request may still arrive while the server closes, in ms: a process that ends is killed after 8 s. */
const arriveMs = 4_000

interface Connection {
  /** Requests without an answer. */
  pending: number
  latest?: IncomingMessage
}

/**
 * Lets a closing server end as soon as its last answer is sent. Node keeps three kinds of connection open
 * that nobody waits for: one that turned idle after closing began, until its keep-alive timeout, one that
 * never sent a request, until its headers timeout, and one whose request does not arrive, until that of requests.
 */
export function closeIdleConnections(app: FastifyInstance): void {
  const connections = new Map<Socket, Connection>()
  app.server.on('connection', (socket: Socket) => {
    connections.set(socket, { pending: 0 })
    socket.once('close', () => connections.delete(socket))
  })
  app.server.on('request', (request, response) => {
    const connection = connections.get(request.socket)
    if (!connection) return
    connection.pending += 1
    connection.latest = request
    response.once('close', () => {
      connection.pending -= 1
    })
  })

  let sweep: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    const closingSince = performance.now()
    sweep = setInterval(() => {
      app.server.closeIdleConnections()
      const closingMs = performance.now() - closingSince
      for (const [socket, { pending, latest }] of connections) {
        const late = pending === 0 ? beginMs : arriveMs
        if (closingMs > late && (pending === 0 || !latest?.complete)) socket.destroy()
      }
    }, 50)
  })
  app.server.once('close', () => clearInterval(sweep))
}
