import { toSum } from '@order-settlement/shared/json-integers.ts'
import type { ChangeRow } from './diff.queries.ts'
import type { Change } from './settlements.schemas.ts'

/** A change as the API returns it, with the difference of its sums. */
export function toChange(row: ChangeRow): Change {
  const before = {
    gross_cents: row.before_gross_cents,
    fee_cents: row.before_fee_cents,
    net_cents: row.before_net_cents,
    txn_count: row.before_txn_count,
  }
  const after = {
    gross_cents: row.after_gross_cents,
    fee_cents: row.after_fee_cents,
    net_cents: row.after_net_cents,
    txn_count: row.after_txn_count,
  }
  return {
    merchant_id: row.merchant_id,
    date: row.date,
    replaced_run_id: row.replaced_run_id,
    before: toTotals(before),
    after: toTotals(after),
    change: {
      gross_cents: difference(after.gross_cents, before.gross_cents),
      fee_cents: difference(after.fee_cents, before.fee_cents),
      net_cents: difference(after.net_cents, before.net_cents),
      txn_count: difference(after.txn_count, before.txn_count),
    },
  }
}

type Columns = Record<'gross_cents' | 'fee_cents' | 'net_cents' | 'txn_count', string | null>

/** @returns null where the merchant had no transactions on the day */
function toTotals({ gross_cents, fee_cents, net_cents, txn_count }: Columns): Change['before'] {
  if (gross_cents === null || fee_cents === null || net_cents === null || txn_count === null) {
    return null
  }
  return {
    gross_cents: toSum(gross_cents),
    fee_cents: toSum(fee_cents),
    net_cents: toSum(net_cents),
    txn_count: toSum(txn_count),
  }
}

function difference(after: string | null, before: string | null): number | string {
  return toSum(BigInt(after ?? 0) - BigInt(before ?? 0))
}
