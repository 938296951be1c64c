import { retryConflicts } from '@order-settlement/db/run-transaction.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import type { PlacedOrder, WantedOrder } from './allocate.ts'
import { insertPlainOrders } from './insert-orders.ts'

/**
 * Places orders with enough stock in one statement. `placeOrders` decides the rest: products that are unknown or run
 * short, totals beyond 2^53 - 1 cents, and keys that are used already.
 *
 * @returns for each order, in the given order, the placed order; undefined if `placeOrders` has to decide
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
