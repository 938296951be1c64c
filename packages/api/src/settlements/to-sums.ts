import { toSum } from '@order-settlement/shared/json-integers.ts'

/** The sums of a merchant's day, or of several. */
export type SumName =
  | 'txn_count'
  | 'gross_cents'
  | 'fee_cents'
  | 'net_cents'
  | 'refund_cents'
  | 'refund_count'

/** Sums as JSON, each a string of digits where a number would lose precision. */
export function toSums(
  sums: Record<SumName, string | bigint>,
): Record<SumName, ReturnType<typeof toSum>> {
  return {
    txn_count: toSum(sums.txn_count),
    gross_cents: toSum(sums.gross_cents),
    fee_cents: toSum(sums.fee_cents),
    net_cents: toSum(sums.net_cents),
    refund_cents: toSum(sums.refund_cents),
    refund_count: toSum(sums.refund_count),
  }
}
