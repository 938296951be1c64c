import type { Database } from '@order-settlement/db/tables.ts'
import Type from 'typebox'
import type { Visibility } from '../access/callers.ts'
import { defaultLimit, readCursor, toPage } from '../server/pagination.ts'
import { Uuid } from '../server/route-schemas.ts'
import { requireOrder } from './read-order.ts'
import type { RefundPage, RefundQuery } from './refunds.schemas.ts'
import { toRefund } from './to-refund.ts'

const Key = Type.Tuple([Uuid])

/**
 * A page of an order's refunds, the newest first (keyset pagination).
 *
 * @throws ProblemError ORDER_NOT_FOUND, also for one that may not be seen; VALIDATION for an invalid cursor
 */
export async function listRefunds(
  db: Database,
  id: string,
  { limit = defaultLimit, cursor }: RefundQuery,
  visible: Visibility,
): Promise<RefundPage> {
  const [before] = readCursor(cursor, Key) ?? []
  await requireOrder(db, id, visible)
  const rows = await db
    .selectFrom('refunds')
    .selectAll()
    .where('order_id', '=', id)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next_cursor } = toPage(rows, limit, (refund) => [refund.id])
  return { refunds: page.map(toRefund), next_cursor }
}
