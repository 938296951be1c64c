import type { Database } from '@order-settlement/shared/database.ts'
import { allocate, type PlacedOrder, type WantedOrder } from './allocate.ts'
import type { OrderError } from './orders.errors.ts'
import { findOrdersByKeys, readProducts } from './orders.queries.ts'

/**
 * Answers orders that cannot be served without a lock or a transaction, so that a refusal costs next to
 * nothing. What is answered was true when it was read: a restock shows at the next read.
 *
 * @returns an answer for each order, in the order given; undefined if any of them can be served now
 */
export async function refuseSoldOut(
  db: Database,
  wanted: WantedOrder[],
): Promise<(PlacedOrder | OrderError)[] | undefined> {
  const products = await readProducts(db, wanted)
  // After the stock: if an order of the same key took the last unit, it is seen here.
  const earlier = await findOrdersByKeys(db, wanted)
  const { decisions } = allocate(wanted, products, earlier)
  const answers = decisions.flatMap((decision) => ('place' in decision ? [] : [decision]))
  return answers.length === wanted.length ? answers : undefined
}
