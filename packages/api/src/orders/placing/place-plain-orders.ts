import { retryConflicts } from '@order-settlement/db/run-transaction.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { insertPlainOrders } from '../orders.queries.ts'
import type { PlacedOrder, WantedOrder } from './allocate.ts'

/**
 * Places the orders that are plainly served, with one statement. Most are; what is left over is sold out or
 * nearly so, unknown, too dear, or has a key that is taken, and `placeOrders` looks at each of those.
 *
 * @returns for each order, in the order given, what was placed; undefined if it needs a closer look
 * @throws as `placeOrders`
 */
export async function placePlainOrders(
  db: Database,
  wanted: WantedOrder[],
): Promise<(PlacedOrder | undefined)[]> {
  const placed = await retryConflicts(() => insertPlainOrders(db, wanted))
  return wanted.map((_, index) => {
    const order = placed.get(index)
    return order && { order, replayed: false }
  })
}
