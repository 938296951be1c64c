import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { ProblemError } from '../problems/problem-error.ts'

/** A request that changes something once, even if it is sent twice. */
export interface KeyedRequest {
  /** The idempotency key in its caller's scope. */
  key: string | undefined
  /** What it asks for: a request with the same key must ask for the same. */
  request: object
}

/**
 * Finds the product of an earlier request with the same key.
 *
 * @returns its id; undefined if there was no such request
 * @throws ProblemError IDEMPOTENCY_KEY_REUSED if that request asked for something else
 */
export async function findByKey(
  trx: Trx,
  { key, request }: KeyedRequest,
): Promise<string | undefined> {
  if (key === undefined) return undefined
  const earlier = await trx
    .selectFrom('product_keys')
    .select(['product_id', sql<boolean>`request = ${JSON.stringify(request)}::jsonb`.as('is_same')])
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
  if (!earlier) return undefined
  if (earlier.is_same) return earlier.product_id
  throw new ProblemError(
    'IDEMPOTENCY_KEY_REUSED',
    'The Idempotency-Key belongs to a request with another body or path',
  )
}

/** @throws 23505 from PostgreSQL if a concurrent request has used the key: a retry finds it */
export async function insertKey(
  trx: Trx,
  { key, request }: KeyedRequest,
  product_id: string,
): Promise<void> {
  if (key === undefined) return
  const values = { idempotency_key: key, product_id, request: JSON.stringify(request) }
  await trx.insertInto('product_keys').values(values).execute()
}
