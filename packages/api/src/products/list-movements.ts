import type { Database } from '@order-settlement/db/tables.ts'
import { safeInteger, toSum } from '@order-settlement/shared/json-integers.ts'
import { defaultLimit, IdKey, readCursor, toPage } from '../server/pagination.ts'
import { productNotFound } from './product-rules.ts'
import { findProduct, selectMovements } from './products.queries.ts'
import type { MovementPage, MovementQuery } from './products.schemas.ts'

/**
 * A page of a product's movements, the newest first (keyset pagination).
 *
 * @param only the one merchant whose product may be asked for; any if undefined
 * @throws ProblemError PRODUCT_NOT_FOUND, or VALIDATION for an invalid cursor
 */
export async function listMovements(
  db: Database,
  productId: string,
  { limit = defaultLimit, cursor }: MovementQuery,
  only?: string,
): Promise<MovementPage> {
  const [before] = readCursor(cursor, IdKey) ?? []
  if (!(await findProduct(db, productId, only))) throw productNotFound(productId)
  const rows = await selectMovements(db, productId, before, limit + 1)
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
