import type { SettlementProof, SettlementTotals } from '@order-settlement/db/tables.ts'
import { toSum } from '@order-settlement/shared/json-integers.ts'
import { ProofError } from './proof-error.ts'
import type { Totals } from './publishing.queries.ts'
import type { WrittenCsv } from './settlement-csv.ts'

/**
 * Compares what the transactions sum to, what the table sums to, and what a reader of the file sums.
 *
 * @throws ProofError if the table and the file differ in a sum or in their number of rows
 */
export function prove(
  source: Totals,
  settlements: Totals & { rows: number },
  csv: WrittenCsv,
): SettlementProof {
  if (settlements.rows !== csv.rows || !isZero(difference(settlements, csv.totals))) {
    throw new ProofError('the settlements table and the CSV do not sum to the same')
  }
  const { rows, bytes, sha256 } = csv
  return {
    source: asJson(source),
    settlements: asJson(settlements),
    csv: { ...asJson(csv.totals), rows, bytes, sha256 },
    drift: asJson(difference(source, settlements)),
  }
}

function difference(a: Totals, b: Totals): Totals {
  return {
    txn_count: a.txn_count - b.txn_count,
    gross_cents: a.gross_cents - b.gross_cents,
    fee_cents: a.fee_cents - b.fee_cents,
    net_cents: a.net_cents - b.net_cents,
  }
}

function isZero(totals: Totals): boolean {
  return Object.values(totals).every((total) => total === 0n)
}

function asJson(totals: Totals): SettlementTotals {
  return {
    txn_count: toSum(totals.txn_count),
    gross_cents: toSum(totals.gross_cents),
    fee_cents: toSum(totals.fee_cents),
    net_cents: toSum(totals.net_cents),
  }
}
