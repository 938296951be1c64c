import type { Merchant as Row } from '@order-settlement/db/tables.ts'
import { safeInteger } from '@order-settlement/shared/json-integers.ts'
import type { Merchant } from './merchants.schemas.ts'

/** A merchant as the API returns it. */
export function toMerchant(row: Row): Merchant {
  return {
    id: row.id,
    name: row.name,
    currency: row.currency,
    fee_basis_points: row.fee_basis_points,
    fee_fixed_cents: safeInteger(row.fee_fixed_cents),
    refunds_return_fee: row.refunds_return_fee,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}
