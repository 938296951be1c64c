import Type, { type Static } from 'typebox'

/** Sums of the transactions of one currency, status and kind. Integers as text, which JSON does not round. */
const Sums = Type.Object({
  currency: Type.String(),
  status: Type.String(),
  kind: Type.String(),
  txn_count: Type.String(),
  gross_cents: Type.String(),
  fee_cents: Type.String(),
})
export type Sums = Static<typeof Sums>

/** What is known of an archived month, as its `.json` has it. */
export const ArchiveProof = Type.Object({
  month: Type.String(),
  from: Type.String(),
  to: Type.String(),
  /** The last day that was closed when it was archived, and the zone that days were closed in. */
  closed_through: Type.String(),
  timezone: Type.String(),
  /** By the clock of the database. */
  archived_at: Type.String(),
  /** The compressed file, beside this one. */
  file: Type.String(),
  bytes: Type.Integer(),
  /** Of the compressed file. */
  sha256: Type.String(),
  /** Of the table in one snapshot, and of the file as a CSV reader reads it back: the same. */
  sums: Type.Array(Sums),
})
export type ArchiveProof = Static<typeof ArchiveProof>

/** By currency, status and kind, in the order of their characters. */
export function sortSums(sums: Sums[]): Sums[] {
  const key = ({ currency, status, kind }: Sums) => `${currency} ${status} ${kind}`
  return sums.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}

export function sumsAreEqual(some: Sums[], others: Sums[]): boolean {
  const text = (sums: Sums[]) =>
    JSON.stringify(
      sortSums(sums).map(({ currency, status, kind, txn_count, gross_cents, fee_cents }) => [
        currency,
        status,
        kind,
        txn_count,
        gross_cents,
        fee_cents,
      ]),
    )
  return text(some) === text(others)
}
