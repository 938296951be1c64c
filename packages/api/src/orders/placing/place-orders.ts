import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import type { ProblemError } from '../../problems/problem-error.ts'
import { findOrdersByKeys } from '../orders.queries.ts'
import { allocate, type PlacedOrder, replay, type WantedOrder } from './allocate.ts'
import { insertOrders } from './insert-orders.ts'
import { lockProducts } from './products.queries.ts'

/**
 * Places orders in one transaction, first come, first served within a product: orders, keys and stock commit
 * together, and a refused order leaves no trace. No concurrency, within or between processes, oversells a product
 * or places two orders with one key.
 *
 * @returns for each order, in the given order, the placed order or why it was refused: PRODUCT_NOT_FOUND,
 *   OUT_OF_STOCK, IDEMPOTENCY_KEY_REUSED, or VALIDATION for a total beyond 2^53 - 1 cents
 * @throws if the transaction failed: no order was placed, unless the connection broke during the commit. A retry
 *   with the same key finds out.
 */
export function placeOrders(
  db: Database,
  wanted: WantedOrder[],
): Promise<(PlacedOrder | ProblemError)[]> {
  return runTransaction(db, async (trx) => {
    const products = await lockProducts(trx, wanted)
    // After the locks: while this transaction waited, an order with the same key may have committed. It is the
    // answer even if it took the last unit.
    const earlier = await findOrdersByKeys(trx, wanted)
    const { decisions, accepted } = allocate(wanted, products, earlier)
    const placed = await insertOrders(trx, accepted)
    return decisions.map((decision) => {
      if (!('accepted' in decision)) return decision
      const order = placed[decision.accepted]
      if (!order) throw new Error('an accepted order was not inserted')
      return decision.duplicate ? replay(order, decision.duplicate) : { order, replayed: false }
    })
  })
}
