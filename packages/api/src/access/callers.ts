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

/** @returns the name of the API key whose orders the caller may see; undefined for all orders */
export function visibleOwner(caller: Caller | null): string | undefined {
  return caller?.scopes.includes('admin') ? undefined : caller?.name
}

/**
 * An idempotency key as it is stored, within the scope of its caller, so that two callers can use the same key.
 * Keys have no spaces, so no caller can send one of another scope.
 */
export function scopedKey(caller: Caller | null, key: string | undefined): string | undefined {
  return caller && key !== undefined ? `${caller.name} ${key}` : key
}
