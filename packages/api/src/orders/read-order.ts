import type { Database, Order as Row, Trx } from '@order-settlement/db/tables.ts'
import type { Visibility } from '../access/callers.ts'
import { orderNotFound, requireKeptOrder } from '../archives/month-archived.ts'
import { findOrder } from './orders.queries.ts'
import type { Order } from './orders.schemas.ts'
import { toOrder } from './to-order.ts'

/**
 * Reads one order.
 *
 * @param currency of merchants that nobody described
 * @throws ProblemError ORDER_NOT_FOUND, also for one that may not be seen; ORDER_ARCHIVED
 */
export async function readOrder(
  db: Database | Trx,
  currency: string,
  id: string,
  visible: Visibility = {},
): Promise<Order> {
  return toOrder(await requireOrder(db, id, visible), currency)
}

/** @throws ProblemError ORDER_NOT_FOUND, also for an order that may not be seen; ORDER_ARCHIVED */
export async function requireOrder(
  db: Database | Trx,
  id: string,
  { only, owner }: Visibility,
): Promise<Row> {
  const order = await findOrder(db, id, only)
  if (!order || (owner !== undefined && order.placed_by !== owner))
    throw await orderNotFound(db, id)
  if (order.is_old) await requireKeptOrder(db, id)
  return order
}
