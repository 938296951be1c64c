import type { Refund as Row } from '@order-settlement/db/tables.ts'
import { safeInteger, toSum } from '@order-settlement/shared/json-integers.ts'
import type { Refund } from './refunds.schemas.ts'

/**
 * A refund as the API returns it.
 *
 * @throws RangeError if the amount is beyond 2^53 - 1 cents, which no placed order has
 */
export function toRefund(row: Row): Refund {
  return {
    id: row.id,
    order_id: row.order_id,
    amount_cents: safeInteger(row.amount_cents),
    fee_cents: toSum(row.fee_cents),
    return_units: row.return_units,
    created_at: row.created_at.toISOString(),
  }
}
