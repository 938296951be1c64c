import type { Database } from '@order-settlement/shared/database.ts'
import { OrderError } from './orders.errors.ts'
import { selectOrders } from './orders.queries.ts'
import type { OrderPage, OrderQuery } from './orders.schemas.ts'
import { toOrder } from './to-order.ts'

/**
 * A page of orders, the newest first (keyset pagination). The cursor names the last order of the page
 * before, so orders that arrive in the meantime neither repeat nor displace one.
 *
 * @throws OrderError VALIDATION for a cursor that no page gave
 */
export async function listOrders(
  db: Database,
  { limit = 50, cursor, ...filters }: OrderQuery,
): Promise<OrderPage> {
  const before = cursor === undefined ? undefined : readCursor(cursor)
  // One more than the page holds tells whether another follows.
  const rows = await selectOrders(db, filters, before, limit + 1)
  const orders = rows.slice(0, limit).map(toOrder)
  const last = orders.at(-1)
  return { orders, next_cursor: rows.length > limit && last ? toCursor(last.id) : null }
}

/** Opaque to callers: the sixteen bytes of an id. */
function toCursor(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
}

function readCursor(cursor: string): string {
  const hex = Buffer.from(cursor, 'base64url').toString('hex')
  if (hex.length === 32 && toCursor(hex) === cursor) return hex
  throw new OrderError('VALIDATION', 'The cursor is not one that a page gave', {
    errors: [{ path: '/querystring/cursor', message: 'is not the next_cursor of a page' }],
  })
}
