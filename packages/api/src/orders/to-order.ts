import type { Order as Row } from '@order-settlement/db/tables.ts'
import { safeInteger } from '@order-settlement/shared/json-integers.ts'
import type { Order } from './orders.schemas.ts'

/**
 * An order as the API returns it.
 *
 * @throws RangeError if an amount is beyond 2^53 - 1 cents, which no placed order has
 */
export function toOrder(row: Row): Order {
  return {
    id: row.id,
    product_id: safeInteger(row.product_id),
    quantity: row.quantity,
    buyer_id: row.buyer_id,
    status: row.status,
    unit_price_cents: safeInteger(row.unit_price_cents),
    total_cents: safeInteger(row.total_cents),
    created_at: row.created_at.toISOString(),
  }
}
