import type { Trx } from '@order-settlement/db/tables.ts'
import { asksForSame, type KeyedRequest, requireSame } from '../server/keyed-request.ts'

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
    .select(['product_id', asksForSame(request).as('is_same')])
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
  return requireSame(earlier)?.product_id
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
