import type { Trx } from '@order-settlement/db/tables.ts'
import { asksForSame, type KeyedRequest, requireSame } from '../server/keyed-request.ts'

/** What an earlier request did. */
export interface EarlierRequest {
  order_id: string
  /** Null unless it was a refund. */
  refund_id: string | null
}

/**
 * Finds the request that changed an order with the same key.
 *
 * @returns undefined if there was none
 * @throws ProblemError IDEMPOTENCY_KEY_REUSED if that request asked for something else
 */
export async function findRequest(
  trx: Trx,
  { key, request }: KeyedRequest,
): Promise<EarlierRequest | undefined> {
  if (key === undefined) return undefined
  const earlier = await trx
    .selectFrom('order_keys')
    .select(['order_id', 'refund_id', asksForSame(request).as('is_same')])
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
  return requireSame(earlier)
}

/**
 * Last in its transaction: a request that waits here for one with the same key holds locks that the other does not
 * need any more.
 *
 * @throws 23505 from PostgreSQL if a concurrent request has used the key: a retry finds it
 */
export async function insertRequest(
  trx: Trx,
  { key, request }: KeyedRequest,
  done: EarlierRequest,
): Promise<void> {
  if (key === undefined) return
  const values = { idempotency_key: key, ...done, request: JSON.stringify(request) }
  await trx.insertInto('order_keys').values(values).execute()
}
