import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'

/**
 * Answers `GET /metrics` on a port of its own, on every address of the machine.
 *
 * @param port 0 for any that is free
 * @returns the port, and what ends it
 * @throws the system's error, such as EADDRINUSE
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
  // A server that listens on a port has an address of this kind.
  return { port: (server.address() as AddressInfo).port, close }
}
