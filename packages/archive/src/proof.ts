import type { ArchivedFile } from '@order-settlement/db/archive-tables.ts'
import Type, { type Static } from 'typebox'

/** Sums of the rows of one group. Integers as text, which JSON does not round. */
export type Sums = Record<string, string>

const File = Type.Object({
  table: Type.Union([
    Type.Literal('transactions'),
    Type.Literal('orders'),
    Type.Literal('refunds'),
  ]),
  /** The compressed file, beside the proof. */
  name: Type.String(),
  bytes: Type.Integer(),
  /** Of the compressed file. */
  sha256: Type.String(),
  rows: Type.String(),
  /** Of the table in one snapshot, and of the file as a CSV reader reads it back: the same. */
  sums: Type.Array(Type.Record(Type.String(), Type.String())),
  /** Of the table in that snapshot. */
  fingerprint: Type.String(),
})

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
  files: Type.Array(File),
})
export type ArchiveProof = Omit<Static<typeof ArchiveProof>, 'files'> & { files: ArchivedFile[] }

/** By their groups, in the order of their characters. */
export function sortSums(sums: Sums[], groups: readonly string[]): Sums[] {
  const key = (of: Sums) => groups.map((group) => of[group]).join(' ')
  return sums.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** Of sorted sums. */
export function sumsAreEqual(some: Sums[], others: Sums[]): boolean {
  const text = (sums: Sums[]) =>
    JSON.stringify(sums.map((of) => Object.entries(of).toSorted(([a], [b]) => (a < b ? -1 : 1))))
  return text(some) === text(others)
}
