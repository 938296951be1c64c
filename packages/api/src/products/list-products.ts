import type { Database } from '@order-settlement/db/tables.ts'
import { defaultLimit, IdKey, readCursor, toPage } from '../server/pagination.ts'
import { selectProducts } from './products.queries.ts'
import type { ProductPage, ProductQuery } from './products.schemas.ts'
import { toProduct } from './to-product.ts'

/**
 * A page of products, the newest first (keyset pagination).
 *
 * @param currency of merchants that nobody described
 * @param only the one merchant whose products may be listed; all if undefined
 * @throws ProblemError VALIDATION for an invalid cursor
 */
export async function listProducts(
  db: Database,
  currency: string,
  { limit = defaultLimit, cursor, ...filters }: ProductQuery,
  only?: string,
): Promise<ProductPage> {
  const [before] = readCursor(cursor, IdKey) ?? []
  const rows = await selectProducts(db, { ...filters, only }, before, limit + 1)
  const { page, next_cursor } = toPage(rows, limit, ({ id }) => [id])
  return { products: page.map((row) => toProduct(row, currency)), next_cursor }
}
