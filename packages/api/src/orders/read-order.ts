import type { Database } from '@order-settlement/shared/database.ts'
import { OrderError } from './orders.errors.ts'
import { findOrder } from './orders.queries.ts'
import type { Order } from './orders.schemas.ts'
import { toOrder } from './to-order.ts'

/** @throws OrderError ORDER_NOT_FOUND */
export async function readOrder(db: Database, id: string): Promise<Order> {
  const order = await findOrder(db, id)
  if (!order) throw new OrderError('ORDER_NOT_FOUND', `There is no order ${id}`)
  return toOrder(order)
}
