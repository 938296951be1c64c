import { toSum } from '@order-settlement/shared/json-integers.ts'
import type { TransactionRow } from './transactions.queries.ts'
import type { Transaction } from './transactions.schemas.ts'

/**
 * A transaction as the API returns it.
 *
 * @param currency of merchants that nobody described
 */
export function toTransaction(
  row: Omit<TransactionRow, 'paid_key' | 'written_xid'>,
  currency: string,
): Transaction {
  return {
    id: toSum(row.id),
    merchant_id: row.merchant_id,
    kind: row.kind,
    status: row.status,
    amount_cents: toSum(row.amount_cents),
    fee_cents: toSum(row.fee_cents),
    net_cents: toSum(BigInt(row.amount_cents) - BigInt(row.fee_cents)),
    currency: row.currency ?? currency,
    paid_at: toTime(row.paid_at),
    created_at: row.created_at.toISOString(),
    order_id: row.order_id,
    external_id: row.external_id,
    source: row.source,
    import_id: row.import_id,
    relates_to: row.relates_to,
  }
}

/** The driver reads `infinity`, which only a statement by hand writes, as a number: such a transaction is on no day. */
function toTime(time: Date | null): string | null {
  return time instanceof Date ? time.toISOString() : null
}
