import { ProblemError } from '../problems/problem-error.ts'
import type { Scope } from './scopes.ts'

/** The owner of the request's API key. */
export interface Caller {
  name: string
  scopes: readonly Scope[]
  /** The only merchant that the key allows to see and to change; all if undefined. */
  merchant?: string
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null if API keys are off, or the request has no valid one. */
    caller: Caller | null
  }
}

/** What the caller may see of orders: those of a merchant, those that its own key placed, or all. */
export interface Visibility {
  /** The one merchant whose orders are seen. */
  only?: string | undefined
  /** The name of the API key whose orders are seen. */
  owner?: string | undefined
}

/** A key of one merchant sees that merchant's orders, also those that another key placed. */
export function visibleOrders(caller: Caller | null): Visibility {
  const only = boundMerchant(caller)
  if (only !== undefined) return { only }
  return caller?.scopes.includes('admin') ? {} : { owner: caller?.name }
}

/** @returns the one merchant that the caller may see and change; undefined for all */
export function boundMerchant(caller: Caller | null): string | undefined {
  return caller?.merchant
}

/** @throws ProblemError MERCHANT_KEY_REFUSED if the caller's key is bound to another merchant */
export function requireMerchant(caller: Caller | null, merchantId: string): void {
  const only = boundMerchant(caller)
  if (only !== undefined && only !== merchantId) {
    throw new ProblemError('MERCHANT_KEY_REFUSED', `The API key is bound to merchant ${only}`)
  }
}

/**
 * An idempotency key as it is stored, within the scope of its caller, so that two callers can use the same key.
 * Keys have no spaces, so no caller can send one of another scope.
 */
export function scopedKey(caller: Caller | null, key: string | undefined): string | undefined {
  return caller && key !== undefined ? `${caller.name} ${key}` : key
}
