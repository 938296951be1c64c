import type { Order as Row } from '@order-settlement/db/tables.ts'
import { safeInteger } from '@order-settlement/shared/json-integers.ts'
import type { Order } from './orders.schemas.ts'

/**
 * An order as the API returns it.
 *
 * @param currency of merchants that nobody described
 * @throws RangeError if an amount is beyond 2^53 - 1 cents, which no placed order has
 */
export function toOrder(row: Row, currency: string): Order {
  return {
    id: row.id,
    product_id: safeInteger(row.product_id),
    quantity: row.quantity,
    buyer_id: row.buyer_id,
    status: row.status,
    unit_price_cents: safeInteger(row.unit_price_cents),
    total_cents: safeInteger(row.total_cents),
    currency: row.currency ?? currency,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    confirmed_at: confirmedAt(row)?.toISOString() ?? null,
    cancelled_at: row.cancelled_at?.toISOString() ?? null,
    refunded_cents: safeInteger(row.refunded_cents),
    returned_units: row.returned_units,
    payment_reference: row.confirmed_payment_reference ?? row.payment_reference,
  }
}

/** Orders from before holds were confirmed when they were placed. */
function confirmedAt({ status, confirmed_at, created_at }: Row): Date | null {
  return confirmed_at ?? (status === 'CONFIRMED' ? created_at : null)
}
