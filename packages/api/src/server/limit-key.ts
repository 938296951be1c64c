import { isIP } from 'node:net'
import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'

/**
 * Whom a request counts for: the name of its key, or else the address it comes from, an IPv6 one by its /64, which
 * is what one customer of a network has. Nothing that a caller can make up may enter, else each new invention
 * has a limit of its own.
 */
export function limitKeyOf(request: FastifyRequest): string {
  if (request.caller) return `key ${request.caller.name}`
  const forwarded = withoutPort(request.ip)
  // A proxy may pass on anything as an address; a socket that is gone has none.
  const address = isIP(forwarded) ? forwarded : (request.socket.remoteAddress ?? '')
  return normalizeIP(address)
}

/** Some proxies write `address:port`, or `[address]:port`: a client's port changes with each connection. */
function withoutPort(address: string): string {
  const [, v4, v6] = /^(?:([\d.]+):\d+|\[([^\]]+)\](?::\d+)?)$/.exec(address) ?? []
  return v4 ?? v6 ?? address
}
