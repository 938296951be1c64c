import type { Database } from '@order-settlement/db/tables.ts'
import type { ProblemError } from '../../problems/problem-error.ts'
import { findOrdersByKeys } from '../orders.queries.ts'
import { allocate, type PlacedOrder, type WantedOrder } from './allocate.ts'
import { readProducts } from './products.queries.ts'

/**
 * Refuses orders for sold-out products without a lock or a transaction, so that a refusal is cheap. It reads the
 * stock each time, so a restock is seen at once.
 *
 * @returns for each order, in the given order, its answer; undefined if its product can serve one of the orders
 */
export async function refuseSoldOut(
  db: Database,
  wanted: WantedOrder[],
): Promise<(PlacedOrder | ProblemError | undefined)[]> {
  const products = await readProducts(db, wanted)
  // After the stock, so that an order with the same key that took the last unit is found.
  const earlier = await findOrdersByKeys(db, wanted)
  const { decisions, accepted } = allocate(wanted, products, earlier)
  const serving = new Set(accepted.map(({ product_id }) => product_id))
  return decisions.map((decision, index) =>
    'accepted' in decision || serving.has(wanted[index]?.product_id ?? 0) ? undefined : decision,
  )
}
