import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** How long a connection that has sent nothing yet may still begin a request while the server closes, in ms. */
const graceMs = 500

/**
 * Lets a closing server end as soon as its last answer is sent. Node keeps two kinds of connection open
 * that nobody waits for: one that turned idle after closing began, until its keep-alive timeout, and one
 * that never sent a request, until its headers timeout.
 */
export function closeIdleConnections(app: FastifyInstance): void {
  const requests = new Map<Socket, number>()
  const count = (socket: Socket, change: 1 | -1) => {
    const before = requests.get(socket)
    if (before !== undefined) requests.set(socket, before + change)
  }
  app.server.on('connection', (socket: Socket) => {
    requests.set(socket, 0)
    socket.once('close', () => requests.delete(socket))
  })
  app.server.on('request', ({ socket }, response) => {
    count(socket, 1)
    response.once('close', () => count(socket, -1))
  })

  let sweep: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    const closingSince = performance.now()
    sweep = setInterval(() => {
      app.server.closeIdleConnections()
      if (performance.now() - closingSince < graceMs) return
      for (const [socket, pending] of requests) if (pending === 0) socket.destroy()
    }, 50)
  })
  app.server.once('close', () => clearInterval(sweep))
}
