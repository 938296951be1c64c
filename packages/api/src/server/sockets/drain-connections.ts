import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'

/** How long a connection that has sent nothing yet may begin a request once the port is closed, in ms. */
const beginMs = 500
/** How long a request may take to arrive once the port is closed, in ms: the process is killed after 8 s. */
const arriveMs = 4_000

interface Connection {
  /** Requests without a response. */
  pending: number
  latest?: ServerResponse
}

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Begins a graceful shutdown. The port stays open, and requests are served; each response tells its client to
     * use another connection, which a load balancer opens to another process.
     */
    startDraining(): void
    isDraining(): boolean
  }
}

/**
 * Graceful shutdown ends when the last response is sent. Node.js alone would wait for three kinds of connection: one
 * that became idle after closing began, until its keep-alive timeout; one that never sent a request, until the
 * headers timeout; and one whose request does not arrive, until the request timeout.
 */
const plugin: FastifyPluginAsync = async (app) => {
  const connections = new Map<Socket, Connection>()
  let draining = false
  app.server.on('connection', (socket: Socket) => {
    connections.set(socket, { pending: 0 })
    socket.once('close', () => connections.delete(socket))
  })
  // Before Fastify handles it, and with that perhaps responds.
  app.server.prependListener('request', (request, response) => {
    if (draining) response.setHeader('connection', 'close')
    const connection = connections.get(request.socket)
    if (!connection) return
    connection.pending += 1
    connection.latest = response
    response.once('close', () => {
      connection.pending -= 1
    })
  })

  app.decorate('isDraining', () => draining)
  app.decorate('startDraining', () => {
    draining = true
    for (const { latest } of connections.values())
      if (latest && !latest.headersSent) latest.setHeader('connection', 'close')
  })

  let sweep: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    const closingSince = performance.now()
    sweep = setInterval(() => {
      app.server.closeIdleConnections()
      const closingMs = performance.now() - closingSince
      for (const [socket, { pending, latest }] of connections) {
        const limitMs = pending === 0 ? beginMs : arriveMs
        if (closingMs > limitMs && (pending === 0 || !latest?.req.complete)) socket.destroy()
      }
    }, 50)
  })
  app.server.once('close', () => clearInterval(sweep))
}

export const drainConnections = fp(plugin, { name: 'drain-connections' })
