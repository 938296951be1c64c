import type { Database } from '@order-settlement/db/tables.ts'
import Type from 'typebox'
import type { Visibility } from '../access/callers.ts'
import { defaultLimit, readCursor, toPage } from '../server/pagination.ts'
import { Uuid } from '../server/route-schemas.ts'
import { readOrderTimes } from './order-times.ts'
import { selectOrders } from './orders.queries.ts'
import type { OrderPage, OrderQuery } from './orders.schemas.ts'
import { toOrder } from './to-order.ts'

const Key = Type.Tuple([Uuid])

/**
 * A page of orders, the newest first (keyset pagination): new orders neither repeat nor displace one on the
 * pages that follow.
 *
 * @param currency of merchants that nobody described
 * @param visible what may be listed
 * @throws ProblemError VALIDATION for an invalid cursor or time
 */
export async function listOrders(
  db: Database,
  currency: string,
  { limit = defaultLimit, cursor, created_from, created_to, ...filters }: OrderQuery,
  visible: Visibility = {},
): Promise<OrderPage> {
  const [before] = readCursor(cursor, Key) ?? []
  const times = readOrderTimes({ created_from, created_to })
  const rows = await selectOrders(db, { ...filters, ...visible, ...times }, before, limit + 1)
  const { page, next_cursor } = toPage(rows, limit, ({ id }) => [id])
  return { orders: page.map((row) => toOrder(row, currency)), next_cursor }
}
