import { retryConflicts } from '@order-settlement/db/run-transaction.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import type { PlacedOrder, WantedOrder } from './allocate.ts'
import { insertPlainOrders } from './insert-orders.ts'

/**
 * Places the orders that stock plainly suffices for, in one statement. The rest is sold out or nearly so, unknown,
 * beyond 2^53 - 1 cents, or has a key that is taken: `placeOrders` decides those one by one.
 *
 * @returns for each order, in the order given, what was placed; undefined if `placeOrders` has to decide
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
