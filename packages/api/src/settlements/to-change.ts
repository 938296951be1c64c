import { toSum } from '@order-settlement/shared/json-integers.ts'
import type { ChangeRow } from './diff.queries.ts'
import type { Change } from './settlements.schemas.ts'
import { toSums } from './to-sums.ts'

/**
 * A change as the API returns it, with the difference of its sums.
 *
 * @param currency of days that were settled before currencies were kept
 */
export function toChange(row: ChangeRow, currency: string): Change {
  const before = {
    gross_cents: row.before_gross_cents,
    fee_cents: row.before_fee_cents,
    net_cents: row.before_net_cents,
    txn_count: row.before_txn_count,
    refund_cents: row.before_refund_cents,
    refund_count: row.before_refund_count,
  }
  const after = {
    gross_cents: row.after_gross_cents,
    fee_cents: row.after_fee_cents,
    net_cents: row.after_net_cents,
    txn_count: row.after_txn_count,
    refund_cents: row.after_refund_cents,
    refund_count: row.after_refund_count,
  }
  return {
    merchant_id: row.merchant_id,
    date: row.date,
    replaced_run_id: row.replaced_run_id,
    before: toTotals(before, row.before_currency ?? currency),
    after: toTotals(after, row.after_currency ?? currency),
    change: {
      gross_cents: difference(after.gross_cents, before.gross_cents),
      fee_cents: difference(after.fee_cents, before.fee_cents),
      net_cents: difference(after.net_cents, before.net_cents),
      txn_count: difference(after.txn_count, before.txn_count),
      refund_cents: difference(after.refund_cents, before.refund_cents),
      refund_count: difference(after.refund_count, before.refund_count),
    },
  }
}

type Columns = Record<keyof Change['change'], string | null>

/** @returns null where the merchant had no transactions on the day */
function toTotals(columns: Columns, currency: string): Change['before'] {
  const { gross_cents, fee_cents, net_cents, txn_count, refund_cents, refund_count } = columns
  if (gross_cents === null || fee_cents === null || net_cents === null || txn_count === null) {
    return null
  }
  return {
    ...toSums({
      gross_cents,
      fee_cents,
      net_cents,
      txn_count,
      // Null in changes that an earlier version recorded, which knew of no refunds.
      refund_cents: refund_cents ?? '0',
      refund_count: refund_count ?? '0',
    }),
    currency,
  }
}

function difference(after: string | null, before: string | null): number | string {
  return toSum(BigInt(after ?? 0) - BigInt(before ?? 0))
}
