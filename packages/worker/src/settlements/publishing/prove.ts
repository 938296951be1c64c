import type {
  CurrencyTotals,
  SettlementProof,
  SettlementTotals,
} from '@order-settlement/db/proof.ts'
import { toSum } from '@order-settlement/shared/json-integers.ts'
import type { SettledTotals } from './proof.queries.ts'
import { ProofError } from './proof-error.ts'
import type { HashedCsv } from './settlement-csv.ts'
import { add, differences, noTotals, type Totals, type TotalsByCurrency } from './totals.ts'

/**
 * Compares what the transactions sum to, what the table sums to, and what a reader of the file sums, in each currency.
 *
 * @throws ProofError if the table and the file differ in a sum of a currency or in their number of rows
 */
export function prove(
  source: TotalsByCurrency,
  settlements: SettledTotals,
  csv: HashedCsv,
): SettlementProof {
  const { rows, bytes, sha256 } = csv
  const differ = differences(settlements.byCurrency, csv.byCurrency).size > 0
  if (settlements.rows !== rows || differ)
    throw new ProofError('the settlements table and the CSV do not sum to the same')
  return {
    source: asJson(source),
    settlements: asJson(settlements.byCurrency),
    csv: { ...asJson(csv.byCurrency), rows, bytes, sha256 },
    drift: asJson(differences(source, settlements.byCurrency)),
  }
}

function asJson(byCurrency: TotalsByCurrency): SettlementTotals {
  const ordered = [...byCurrency].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    ...toSums([...byCurrency.values()].reduce(add, noTotals)),
    by_currency: Object.fromEntries(
      ordered.map(([currency, totals]) => [currency, toSums(totals)]),
    ),
  }
}

function toSums(totals: Totals): CurrencyTotals {
  return {
    txn_count: toSum(totals.txn_count),
    gross_cents: toSum(totals.gross_cents),
    fee_cents: toSum(totals.fee_cents),
    net_cents: toSum(totals.net_cents),
    refund_cents: toSum(totals.refund_cents),
    refund_count: toSum(totals.refund_count),
  }
}
