import type { ColumnType } from 'kysely'
import type { BigInt64, CreatedAt, Timestamp } from './columns.ts'

export type ArchivedTable = 'transactions' | 'orders' | 'refunds'

/** The rows of a table that an archive has, in a compressed file. Integers are text, which JSON does not round. */
export interface ArchivedFile {
  table: ArchivedTable
  /** Of the file, within the archive's directory. */
  name: string
  bytes: number
  /** Of the compressed file, in hexadecimal. */
  sha256: string
  rows: string
  /** By `currency`, `status` and, of transactions, `kind`: how many rows, and the sums of their cents and units. */
  sums: Record<string, string>[]
  /** Of the table's rows when they were archived: another one if any of them is changed, added or deleted. */
  fingerprint: string
}

/** A month in UTC that was written to files, which were read back and equal the tables. */
export interface ArchivesTable {
  /** `2025-01`. */
  month: string
  /** Its first instant, included, and its end, excluded. */
  starts_at: ColumnType<Date, never, never>
  ends_at: ColumnType<Date, never, never>
  archived_at: CreatedAt
  /** Of the files, on the machine that archived them. */
  directory: string
  files: ColumnType<ArchivedFile[], string, string>
  /**
   * From the first to the last instant of what belongs to its rows: sales and refunds of its orders, and orders of its
   * sales and refunds. Null if there are none.
   */
  related_from: Timestamp | null
  related_to: Timestamp | null
  /** When it was found that the tables no longer have what was archived; null if they do, as far as is known. */
  changed_at: Timestamp | null
  /** From then on the month is gone, also while its rows are still being deleted. */
  dropped_at: Timestamp | null
  /** When the last of its rows were deleted. */
  removed_at: Timestamp | null
}

/** Units of a product in the orders of an archived month. They count instead of the orders once the month is dropped. */
export interface ArchivedUnitsTable {
  month: string
  product_id: BigInt64
  /** Of holds. */
  held: BigInt64
  /** Of confirmed orders, less what was returned. */
  sold: BigInt64
}
