import type { Database } from '@order-settlement/db/tables.ts'
import { safeInteger, toSum } from '@order-settlement/shared/json-integers.ts'
import { defaultLimit, IdKey, readCursor, toPage } from '../server/pagination.ts'
import { productNotFound } from './product-rules.ts'
import { findProduct, selectMovements } from './products.queries.ts'
import type { MovementPage, MovementQuery } from './products.schemas.ts'

/**
 * A page of a product's movements, the newest first (keyset pagination).
 *
 * @throws ProblemError PRODUCT_NOT_FOUND, or VALIDATION for an invalid cursor
 */
export async function listMovements(
  db: Database,
  productId: string,
  { limit = defaultLimit, cursor }: MovementQuery,
): Promise<MovementPage> {
  const [before] = readCursor(cursor, IdKey) ?? []
  const rows = await selectMovements(db, productId, before, limit + 1)
  if (rows.length === 0 && !(await findProduct(db, productId))) throw productNotFound(productId)
  const { page, next_cursor } = toPage(rows, limit, ({ id }) => [id])
  const movements = page.map((row) => ({
    ...row,
    id: safeInteger(row.id),
    product_id: safeInteger(row.product_id),
    delta: toSum(row.delta),
    created_at: row.created_at.toISOString(),
  }))
  return { movements, next_cursor }
}
