import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { invalidField, ProblemError } from '../problems/problem-error.ts'
import { findByKey, insertKey } from './product-keys.ts'
import { productNotFound } from './product-rules.ts'
import { freeUpTo, lockProduct, type ProductRow } from './products.queries.ts'
import type { Product, StockRequest } from './products.schemas.ts'
import { readProduct } from './read-product.ts'
import { toProduct } from './to-product.ts'

export interface WantedSupply extends StockRequest {
  /** The idempotency key in its caller's scope. */
  key: string | undefined
  /** Name of the request's API key. */
  createdBy: string | null
  /** The one merchant whose product may be supplied; any if undefined. */
  only: string | undefined
}

/**
 * Adds units to a product's stock, or takes some away. Stock, movement and idempotency key commit together.
 *
 * @param currency of merchants that nobody described
 * @returns the product after it; after an earlier request with the same key, as it is now
 * @throws ProblemError PRODUCT_NOT_FOUND, STOCK_BELOW_ZERO, IDEMPOTENCY_KEY_REUSED
 * @throws ProblemError VALIDATION for no units, or more than 2^53 - 1 in all
 */
export async function supplyProduct(
  db: Database,
  currency: string,
  id: string,
  { key, createdBy, only, delta, reason }: WantedSupply,
): Promise<{ product: Product; replayed: boolean }> {
  if (delta === 0) throw invalidField('/delta', 'must not be 0')
  const keyed = { key, request: { supply: { id, delta, reason } } }
  return await runTransaction(db, async (trx) => {
    // The lock before the key, so that two equal requests take turns.
    const locked = await lockProduct(trx, id, only)
    const earlier = await findByKey(trx, keyed)
    if (!locked) throw productNotFound(id)
    if (earlier !== undefined) return { product: toProduct(locked, currency), replayed: true }
    await checkSupply(trx, locked, delta)
    await trx
      .updateTable('products')
      // Together, so that no movement is recorded by hand.
      .set({ stock: sql`stock + ${delta}`, supplied: sql`supplied + ${delta}` })
      .where('id', '=', id)
      .execute()
    const movement = { product_id: id, delta, reason, created_by: createdBy }
    await trx.insertInto('stock_movements').values(movement).execute()
    await insertKey(trx, keyed, id)
    return { product: await readProduct(trx, currency, id), replayed: false }
  })
}

async function checkSupply(trx: Trx, { id, supplied }: ProductRow, delta: number): Promise<void> {
  // What the product has now, not what answers show: they count holds that have run out but are locked.
  const stock = await freeUpTo(trx, id, BigInt(-delta))
  if (stock + BigInt(delta) < 0n) {
    throw new ProblemError('STOCK_BELOW_ZERO', `The product has ${stock} units in stock`, {
      // A safe integer: it is less than -delta.
      stock: Number(stock),
    })
  }
  if (delta > 0 && BigInt(supplied) + BigInt(delta) > Number.MAX_SAFE_INTEGER) {
    throw invalidField('/delta', `makes a supply beyond ${Number.MAX_SAFE_INTEGER} units`)
  }
}
