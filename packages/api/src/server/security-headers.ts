import helmet from '@fastify/helmet'
import Fastify from 'fastify'

export type SecurityHeaders = Readonly<Record<string, string>>

/**
 * The headers that every answer carries so that a browser neither runs, frames nor guesses at it. They are the
 * same for all, so helmet is asked once: at every request it would take half as much again as the rest of HTTP.
 */
export async function createSecurityHeaders(): Promise<SecurityHeaders> {
  const probe = Fastify()
  await probe.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    xFrameOptions: { action: 'deny' },
    // The service speaks plain HTTP, where browsers ignore it. The proxy that adds TLS knows its host's rules.
    strictTransportSecurity: false,
    // For pages, old browsers and plug-ins; an api has none, and each header costs at every answer.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })
  // A path that is never traced.
  probe.get('/health', async (_request, reply) => reply.raw.getHeaders())
  const answer = await probe.inject('/health')
  await probe.close()
  return Object.freeze(answer.json<Record<string, string>>())
}
