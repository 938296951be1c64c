import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { ProblemError } from '../problems/problem-error.ts'
import type { Caller } from './callers.ts'
import { bearerToken } from './identify-callers.ts'
import type { Scope } from './scopes.ts'

/**
 * Refuses callers without the scope of the route (RFC 6750), and keys of one merchant where it covers all. The route itself verifies signed URLs. By hand, since
 * @fastify/bearer-auth has keys but no scopes.
 */
const plugin: FastifyPluginAsync = async (app) => {
  if (!app.hasKeys) return
  app.addHook('onRequest', (request, reply, done) => {
    const { scope, orSigned, merchantKeys } = request.routeOptions.config
    if (scope === undefined || (orSigned && isSigned(request))) return done()
    if (!request.caller) {
      const invalid = bearerToken(request) === undefined ? '' : ', error="invalid_token"'
      reply.header('www-authenticate', `Bearer realm="order-settlement"${invalid}`)
      return done(new ProblemError('UNAUTHENTICATED'))
    }
    if (!allows(request.caller, scope)) {
      reply.header(
        'www-authenticate',
        `Bearer realm="order-settlement", error="insufficient_scope", scope="${scope}"`,
      )
      return done(new ProblemError('FORBIDDEN', `The API key does not allow ${scope}`))
    }
    // Closed by default: only a route that says so takes these keys.
    if (request.caller.merchant !== undefined && merchantKeys !== 'limited')
      return done(new ProblemError('MERCHANT_KEY_REFUSED'))
    done()
  })
}

export const checkScopes = fp(plugin, {
  name: 'check-scopes',
  // The rate limit comes first: it counts unknown keys too.
  dependencies: ['identify-callers', 'limit-rates'],
})

function allows({ scopes }: Caller, scope: Scope): boolean {
  return scopes.includes(scope) || scopes.includes('admin')
}

function isSigned({ query }: FastifyRequest): boolean {
  return typeof query === 'object' && query !== null && 'signature' in query
}
