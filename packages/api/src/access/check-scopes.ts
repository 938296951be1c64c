import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
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
    if (!allows(request.caller, scope)) return done(forbid(reply, scope))
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

/**
 * For a route that needs a further scope in some states only.
 *
 * @throws ProblemError FORBIDDEN unless the caller has the scope, or API keys are off
 */
export function requireScope({ caller }: FastifyRequest, reply: FastifyReply, scope: Scope): void {
  if (caller && !allows(caller, scope)) throw forbid(reply, scope)
}

function forbid(reply: FastifyReply, scope: Scope): ProblemError {
  const challenge = `Bearer realm="order-settlement", error="insufficient_scope", scope="${scope}"`
  reply.header('www-authenticate', challenge)
  return new ProblemError('FORBIDDEN', `The API key does not allow ${scope}`)
}

function allows({ scopes }: Caller, scope: Scope): boolean {
  return scopes.includes(scope) || scopes.includes('admin')
}

function isSigned({ query }: FastifyRequest): boolean {
  return typeof query === 'object' && query !== null && 'signature' in query
}
