import type { Database } from '@order-settlement/db/tables.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { findOrder } from './orders.queries.ts'
import type { Order } from './orders.schemas.ts'
import { toOrder } from './to-order.ts'

/**
 * Reads one order.
 *
 * @param owner name of the API key that placed it; any if undefined
 * @throws ProblemError ORDER_NOT_FOUND, also for an order of another key
 */
export async function readOrder(db: Database, id: string, owner?: string): Promise<Order> {
  const order = await findOrder(db, id)
  if (!order || (owner !== undefined && order.placed_by !== owner))
    throw new ProblemError('ORDER_NOT_FOUND', `There is no order ${id}`)
  return toOrder(order)
}
