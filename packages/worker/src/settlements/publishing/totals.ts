/** Sums of transactions. */
export interface Totals {
  txn_count: bigint
  gross_cents: bigint
  fee_cents: bigint
  net_cents: bigint
  /** What refunds took, as a positive number: it is within gross already. */
  refund_cents: bigint
  refund_count: bigint
}

/** The sums of each currency; none of a currency without transactions. */
export type TotalsByCurrency = ReadonlyMap<string, Totals>

export const noTotals: Readonly<Totals> = {
  txn_count: 0n,
  gross_cents: 0n,
  fee_cents: 0n,
  net_cents: 0n,
  refund_cents: 0n,
  refund_count: 0n,
}

export function isZero(totals: Totals): boolean {
  return Object.values(totals).every((total) => total === 0n)
}

export function add(a: Totals, b: Totals): Totals {
  return combine(a, b, (x, y) => x + y)
}

export function subtract(a: Totals, b: Totals): Totals {
  return combine(a, b, (x, y) => x - y)
}

function combine(a: Totals, b: Totals, operation: (x: bigint, y: bigint) => bigint): Totals {
  return {
    txn_count: operation(a.txn_count, b.txn_count),
    gross_cents: operation(a.gross_cents, b.gross_cents),
    fee_cents: operation(a.fee_cents, b.fee_cents),
    net_cents: operation(a.net_cents, b.net_cents),
    refund_cents: operation(a.refund_cents, b.refund_cents),
    refund_count: operation(a.refund_count, b.refund_count),
  }
}

/** @returns the difference of each currency that differs, in the order of their codes */
export function differences(a: TotalsByCurrency, b: TotalsByCurrency): TotalsByCurrency {
  const currencies = [...new Set([...a.keys(), ...b.keys()])].sort()
  return new Map(
    currencies
      .map((currency) => {
        const difference = subtract(a.get(currency) ?? noTotals, b.get(currency) ?? noTotals)
        return [currency, difference] as const
      })
      .filter(([, difference]) => !isZero(difference)),
  )
}
