import { type RawBuilder, sql } from 'kysely'
import { ProblemError } from '../problems/problem-error.ts'

/** A request that changes something once, even if it is sent twice. */
export interface KeyedRequest {
  /** The idempotency key in its caller's scope. */
  key: string | undefined
  /** What it asks for: a request with the same key must ask for the same. */
  request: object
}

/** Whether the column `request` of a stored request, in jsonb, equals `request`. */
export function asksForSame(request: object): RawBuilder<boolean> {
  return sql<boolean>`request = ${JSON.stringify(request)}::jsonb`
}

/**
 * Passes on the stored request that has the key of another one.
 *
 * @throws ProblemError IDEMPOTENCY_KEY_REUSED if it asked for something else
 */
export function requireSame<Stored extends { is_same: boolean }>(
  stored: Stored | undefined,
): Stored | undefined {
  if (!stored || stored.is_same) return stored
  throw new ProblemError(
    'IDEMPOTENCY_KEY_REUSED',
    'The Idempotency-Key belongs to a request with another body or path',
  )
}
