import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ProblemError } from '../problems/problem-error.ts'
import type { KeyRing } from './key-ring.ts'
import type { Scope } from './scopes.ts'

/** Who asks, by the key that came with the request. */
export interface Caller {
  name: string
  scopes: readonly Scope[]
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null if keys are not asked for, or none that is known came along. */
    caller: Caller | null
  }
}

/** Tells who asks, and refuses nobody yet: a limit of requests counts those with a wrong key too. */
export function identifyCallers(app: FastifyInstance, keys: KeyRing | undefined): void {
  app.decorateRequest('caller', null)
  if (!keys) return
  app.addHook('onRequest', (request, _reply, done) => {
    const key = bearer(request)
    request.caller = (key === undefined ? undefined : keys.find(key)) ?? null
    done()
  })
  app.addHook('onClose', async () => keys.close())
}

/** Refuses who may not do what a route needs (RFC 6750). A signed URL is the business of its route. */
export function checkScopes(app: FastifyInstance, keys: KeyRing | undefined): void {
  if (!keys) return
  app.addHook('onRequest', (request, reply, done) => {
    const { scope, orSigned } = request.routeOptions.config
    if (scope === undefined || (orSigned && isSigned(request))) return done()
    if (!request.caller) {
      const wrong = bearer(request) === undefined ? '' : ', error="invalid_token"'
      reply.header('www-authenticate', `Bearer realm="order-settlement"${wrong}`)
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

/** @returns the name of the key whose orders a caller may see; undefined for all of them */
export function visibleOwner(caller: Caller | null): string | undefined {
  return caller?.scopes.includes('admin') ? undefined : caller?.name
}

/**
 * An idempotency key as it is stored: two callers may choose the same. A key has no space, so no caller without
 * a name can write another one's.
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
