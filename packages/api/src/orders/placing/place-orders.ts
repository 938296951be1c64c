import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import type { ProblemError } from '../../problems/problem-error.ts'
import { allocate, type PlacedOrder, replay, type WantedOrder } from './allocate.ts'
import { insertOrders } from './insert-orders.ts'
import { findOrdersByKeys, lockProducts } from './products.queries.ts'

/**
 * Sells from stock in one transaction, first come first served within a product: orders, keys and stock
 * commit together, and a refusal leaves no trace. However many call it at once, in however many processes,
 * no more units are sold than there are, and one key places one order.
 *
 * @returns for each order, in the order given, what was placed or why it was refused: PRODUCT_NOT_FOUND,
 *   OUT_OF_STOCK, IDEMPOTENCY_KEY_REUSED, or VALIDATION for a total beyond 2^53 - 1 cents
 * @throws if the transaction failed: then none of them was placed, unless the connection broke while it
 *   committed; the same key tells
 */
export function placeOrders(
  db: Database,
  wanted: WantedOrder[],
): Promise<(PlacedOrder | ProblemError)[]> {
  return runTransaction(db, async (trx) => {
    const products = await lockProducts(trx, wanted)
    // After the locks: an order of the same key may have committed while this transaction waited for
    // them, and it is the answer even if it took the last unit.
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
