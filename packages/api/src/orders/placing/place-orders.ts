import { retryConflicts } from '@order-settlement/db/run-transaction.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { answerByKeys } from './answer-by-keys.ts'
import { insertOrders } from './insert-orders.ts'
import { toRefusal } from './to-refusal.ts'
import type { Answer, WantedOrder } from './wanted-order.ts'

/**
 * Places orders, first come, first served within a product: orders, keys and units commit together, and a refused
 * order leaves no trace. No concurrency, within or between processes, oversells a product, gives a buyer more than the
 * limit, or places two orders with one key.
 *
 * @param currency of merchants that nobody described
 * @returns for each order, in the given order, the placed order or why it was refused; undefined for one that has to
 *   be sent again, since what it gets depends on others. Of each product at least the first has an answer
 * @throws if the statement failed: no order was placed, unless the connection broke during the commit. A retry with
 *   the same key finds out
 */
export async function placeOrders(
  db: Database,
  wanted: WantedOrder[],
  currency: string,
): Promise<(Answer | undefined)[]> {
  const rows = await retryConflicts(() => insertOrders(db, wanted, currency))
  const answers = wanted.map((order, index): Answer | undefined => {
    const row = rows[index]
    if (row?.order) return { order: row.order, replayed: false }
    return row && toRefusal(order, row.refusal)
  })
  // After the statement: while it waited for a lock, an order with the same key may have committed. It is the answer
  // even if it took the last unit.
  return await answerByKeys(
    db,
    wanted,
    answers,
    currency,
    (answer) => !answer || !('order' in answer),
  )
}
