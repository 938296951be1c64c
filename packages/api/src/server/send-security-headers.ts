import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'

/**
 * What helmet sends for an API: browsers neither run, frame nor sniff its responses. The rest of helmet's headers
 * are for pages and old browsers. No Strict-Transport-Security, which browsers ignore over plain HTTP: the proxy
 * that terminates TLS sends it.
 */
export const securityHeaders = Object.freeze({
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
})

/** Sets the security headers and the request id on every response that passes the router. */
const plugin: FastifyPluginAsync = async (app) => {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(securityHeaders)
    done()
  })
}

export const sendSecurityHeaders = fp(plugin, { name: 'send-security-headers' })
