import type { Scope } from './scopes.ts'

/** The owner of the request's API key. */
export interface Caller {
  name: string
  scopes: readonly Scope[]
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null if API keys are off, or the request has no valid one. */
    caller: Caller | null
  }
}

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
