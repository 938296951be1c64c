import type { Database } from '@order-settlement/db/tables.ts'
import type { Visibility } from '../access/callers.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { findOrder } from './orders.queries.ts'
import type { Order } from './orders.schemas.ts'
import { toOrder } from './to-order.ts'

/**
 * Reads one order.
 *
 * @throws ProblemError ORDER_NOT_FOUND, also for one that may not be seen
 */
export async function readOrder(
  db: Database,
  id: string,
  { only, owner }: Visibility = {},
): Promise<Order> {
  const order = await findOrder(db, id, only)
  if (!order || (owner !== undefined && order.placed_by !== owner))
    throw new ProblemError('ORDER_NOT_FOUND', `There is no order ${id}`)
  return toOrder(order)
}
