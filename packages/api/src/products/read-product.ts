import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { productNotFound } from './product-rules.ts'
import { findProduct } from './products.queries.ts'
import type { Product } from './products.schemas.ts'
import { toProduct } from './to-product.ts'

/**
 * Reads one product, without a lock.
 *
 * @param currency of merchants that nobody described
 * @param only the one merchant whose product may be read; any if undefined
 * @throws ProblemError PRODUCT_NOT_FOUND
 */
export async function readProduct(
  db: Database | Trx,
  currency: string,
  id: string,
  only?: string,
): Promise<Product> {
  const row = await findProduct(db, id, only)
  if (!row) throw productNotFound(id)
  return toProduct(row, currency)
}
