import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'

/**
 * Serves `GET /metrics` on a port of its own, on all interfaces.
 *
 * @param port 0 for a free one
 * @returns the actual port, and a function that closes the server and its connections
 * @throws the system error, such as EADDRINUSE
 */
export async function serveMetrics(
  registry: Registry,
  port: number,
): Promise<{ port: number; close: () => void }> {
  const server = createServer(async ({ method, url }, response) => {
    if (method === 'GET' && url === '/metrics') {
      const text = await registry.metrics()
      response.writeHead(200, { 'content-type': registry.contentType }).end(text)
    } else {
      response.writeHead(404).end()
    }
  })
  server.listen(port)
  await once(server, 'listening')
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  // A server that listens on a TCP port has an AddressInfo; a string is for pipes.
  return { port: (server.address() as AddressInfo).port, close }
}
