/** A number, or a string of digits beyond 2^53 - 1. */
type Sum = number | string

/** The sums of transactions in one currency. */
export interface CurrencyTotals {
  txn_count: Sum
  gross_cents: Sum
  fee_cents: Sum
  net_cents: Sum
  /** What refunds took, as a positive number: it is within gross already. */
  refund_cents: Sum
  refund_count: Sum
}

/** The sums over all currencies, and of each. Proofs of the version before have neither refunds nor currencies. */
export type SettlementTotals = Omit<CurrencyTotals, 'refund_cents' | 'refund_count'> &
  Partial<Pick<CurrencyTotals, 'refund_cents' | 'refund_count'>> & {
    by_currency?: Record<string, CurrencyTotals>
  }

/** Stored with a completed job. */
export interface SettlementProof {
  source: SettlementTotals
  settlements: SettlementTotals
  csv: SettlementTotals & { rows: number; bytes: number; sha256: string }
  /** Source less settlements; by currency only those that differ. */
  drift: SettlementTotals
}
