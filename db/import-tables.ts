import type { ColumnType, Generated } from 'kysely'
import type { BigInt64, BigInt64WithDefault, CreatedAt, Day, Timestamp } from './columns.ts'

/** A file of transactions that came. An import that was aborted or only tried out has no row. */
export interface ImportsTable {
  id: Generated<string>
  /** `REJECTED`: nothing of it was kept but this row and its rejects. */
  status: 'COMPLETED' | 'REJECTED'
  /** Name of the format, such as `standard`. */
  format: string
  content_type: 'csv' | 'ndjson'
  file_name: string | null
  on_error: 'reject' | 'skip'
  on_conflict: 'reject' | 'update'
  /** As they came, compressed or not. */
  bytes: BigInt64
  /** Of these bytes; null if the import was refused before all had come. */
  sha256: string | null
  /** Transactions in the file; a line that cannot be read counts as one. */
  received: BigInt64
  inserted: BigInt64
  updated: BigInt64
  /** Those that were there already, with the same content. */
  unchanged: BigInt64
  /** Records of a provider's report that are no transaction. */
  ignored: BigInt64WithDefault
  /** Lines that were refused. */
  rejected_count: BigInt64
  /** The first of the merchants that nobody described, by id, and the number of all. */
  unknown_merchants: Generated<string[]>
  unknown_merchant_count: BigInt64WithDefault
  /** The name of the API key; null without API keys. */
  created_by: string | null
  created_at: CreatedAt
}

/** What is wrong with a line of an import: the first 1,000 of each import. */
export interface ImportRejectsTable {
  import_id: string
  /** Counts from 1, in the order of the file. */
  position: number
  /** Counts from 1, with the header. A record of several lines is named by its first one. */
  line: BigInt64
  /** The column; empty for the line as such. */
  field: string
  message: string
}

export interface ImportKeysTable {
  /** With the name of the API key before it, if there is one. */
  idempotency_key: string
  import_id: string
  /** What the request asked for, with the sha256 of its body. */
  request: ColumnType<object, string, never>
}

/** What a transaction was before an import changed it. */
export interface TransactionChangesTable {
  transaction_id: BigInt64
  /** The import that changed it. */
  import_id: string
  before_amount_cents: BigInt64
  before_fee_cents: BigInt64
  before_kind: string
  before_status: string
  before_paid_at: Timestamp | null
  before_order_id: string | null
  before_relates_to: Day | null
  changed_at: CreatedAt
}
