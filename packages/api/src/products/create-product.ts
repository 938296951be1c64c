import { insertProduct } from '@order-settlement/db/insert-product.ts'
import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { readTime } from '../server/read-time.ts'
import { findByKey, insertKey } from './product-keys.ts'
import { checkSale } from './product-rules.ts'
import type { Product, ProductRequest } from './products.schemas.ts'
import { readProduct } from './read-product.ts'

export interface WantedProduct extends ProductRequest {
  /** The idempotency key in its caller's scope. */
  key: string | undefined
  /** Name of the request's API key. */
  createdBy: string | null
}

/**
 * Creates a product. It, its opening stock as a movement, and its idempotency key commit together.
 *
 * @param currency of merchants that nobody described
 * @returns the product, created now or by an earlier request with the same key, as it is now
 * @throws ProblemError VALIDATION for a time that cannot be stored, or a sale that ends before it starts
 * @throws ProblemError IDEMPOTENCY_KEY_REUSED
 */
export async function createProduct(
  db: Database,
  currency: string,
  { key, createdBy, stock = 0, ...described }: WantedProduct,
): Promise<{ product: Product; replayed: boolean }> {
  const { sale_starts_at, sale_ends_at, max_per_buyer = null } = described
  const startsAt = sale_starts_at ? readTime('/sale_starts_at', sale_starts_at) : null
  const endsAt = sale_ends_at ? readTime('/sale_ends_at', sale_ends_at) : null
  checkSale(startsAt, endsAt)
  const keyed = { key, request: { create: { ...described, stock } } }
  return await runTransaction(db, async (trx) => {
    const earlier = await findByKey(trx, keyed)
    const values = { ...described, stock, max_per_buyer, created_by: createdBy }
    const id =
      earlier ??
      (await insertProduct(trx, { ...values, sale_starts_at: startsAt, sale_ends_at: endsAt }))
    if (earlier === undefined) await insertKey(trx, keyed, id)
    return { product: await readProduct(trx, currency, id), replayed: earlier !== undefined }
  })
}
