import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { ProblemError } from '../problems/problem-error.ts'
import { type KeySettings, openKeyRing } from './key-ring.ts'
import type { Scope } from './scopes.ts'

/** The owner of the request's API key. */
export interface Caller {
  name: string
  scopes: readonly Scope[]
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether callers need API keys. */
    hasKeys: boolean
    /** @returns the caller whose valid key the request has; null if API keys are off too */
    findCaller(request: FastifyRequest): Caller | null
  }
  interface FastifyRequest {
    /** Null if API keys are off, or the request has no valid one. */
    caller: Caller | null
  }
}

/** Sets `request.caller` by the key of the request. Refuses nobody: the rate limit counts unknown keys too. */
const identify: FastifyPluginAsync<KeySettings> = async (app, settings) => {
  const keys = openKeyRing(settings, app.log)
  app.decorateRequest('caller', null)
  app.decorate('hasKeys', keys !== undefined)
  app.decorate('findCaller', (request) => {
    const key = bearer(request)
    return (key === undefined ? undefined : keys?.find(key)) ?? null
  })
  if (!keys) return
  app.addHook('onRequest', (request, _reply, done) => {
    request.caller = app.findCaller(request)
    done()
  })
  app.addHook('onClose', async () => keys.close())
}

export const identifyCallers = fp(identify, { name: 'identify-callers' })

/**
 * Refuses callers without the scope of the route (RFC 6750). A route verifies signed URLs itself. By hand:
 * @fastify/bearer-auth knows keys but no scopes.
 */
const check: FastifyPluginAsync = async (app) => {
  if (!app.hasKeys) return
  app.addHook('onRequest', (request, reply, done) => {
    const { scope, orSigned } = request.routeOptions.config
    if (scope === undefined || (orSigned && isSigned(request))) return done()
    if (!request.caller) {
      const invalid = bearer(request) === undefined ? '' : ', error="invalid_token"'
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
    done()
  })
}

export const checkScopes = fp(check, {
  name: 'check-scopes',
  // Unknown keys count for the rate limit.
  dependencies: ['identify-callers', 'limit-rates'],
})

/** @returns the name of the key whose orders the caller may see; undefined for all orders */
export function visibleOwner(caller: Caller | null): string | undefined {
  return caller?.scopes.includes('admin') ? undefined : caller?.name
}

/**
 * An idempotency key as it is stored, in a scope of its caller: two callers may send the same. A key has no space, so
 * nobody can send one that belongs to another caller's scope.
 */
export function ownKey(caller: Caller | null, key: string | undefined): string | undefined {
  return caller && key !== undefined ? `${caller.name} ${key}` : key
}

function allows({ scopes }: Caller, scope: Scope): boolean {
  return scopes.includes(scope) || scopes.includes('admin')
}

function isSigned({ query }: FastifyRequest): boolean {
  return typeof query === 'object' && query !== null && 'signature' in query
}

function bearer({ headers }: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
}
