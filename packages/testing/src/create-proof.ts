import type { SettlementProof, SettlementTotals } from '@order-settlement/db/tables.ts'

const none = { txn_count: 0, gross_cents: 0, fee_cents: 0, net_cents: 0 }

/** The proof of a settlement whose transactions, table and file have the same totals, for a job made by hand. */
export function createProof(
  totals: SettlementTotals = none,
  file = { rows: 1, bytes: 100, sha256: 'abc' },
): SettlementProof {
  return { source: totals, settlements: totals, csv: { ...totals, ...file }, drift: none }
}
