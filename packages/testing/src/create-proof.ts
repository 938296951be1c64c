import type { CurrencyTotals, SettlementProof } from '@order-settlement/db/proof.ts'

const none = {
  txn_count: 0,
  gross_cents: 0,
  fee_cents: 0,
  net_cents: 0,
  refund_cents: 0,
  refund_count: 0,
}

/** The drift of a settlement whose transactions did not change meanwhile. */
export const noDrift = { ...none, by_currency: {} }

/** What a proof has of transactions in one currency, without refunds unless given. */
function totalsIn(currency: string, { refund_cents = 0, refund_count = 0, ...totals }: Totals) {
  const sums: CurrencyTotals = { ...totals, refund_cents, refund_count }
  return { ...sums, by_currency: { [currency]: sums } }
}

type Totals = Omit<CurrencyTotals, 'refund_cents' | 'refund_count'> &
  Partial<Pick<CurrencyTotals, 'refund_cents' | 'refund_count'>>

/** The proof of a settlement whose transactions, table and file have the same totals in USD, for a job made by hand. */
export function createProof(
  totals: Totals = none,
  file = { rows: 1, bytes: 100, sha256: 'abc' },
): SettlementProof {
  const proven = totalsIn('USD', totals)
  return { source: proven, settlements: proven, csv: { ...proven, ...file }, drift: noDrift }
}
