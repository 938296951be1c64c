import type { ColumnType, Generated } from 'kysely'
import type { BigInt64, CreatedAt, Day, Timestamp } from './columns.ts'

export type TransactionStatus = 'PENDING' | 'PAID' | 'FAILED' | 'REFUNDED' | 'CANCELLED'
export type TransactionKind = 'SALE' | 'REFUND' | 'ADJUSTMENT'

export interface TransactionsTable {
  id: Generated<string>
  merchant_id: string
  amount_cents: BigInt64
  fee_cents: BigInt64
  status: TransactionStatus
  paid_at: Timestamp | null
  /** SALE unless given. A refund has a negative amount. */
  kind: Generated<TransactionKind>
  /** The order that was sold or refunded; null for transactions from elsewhere. */
  order_id: string | null
  /** The id that the source gave it, unique within its merchant. */
  external_id: string | null
  /** `order`, or what loaded it; null by hand. */
  source: string | null
  /** The database transaction that wrote it last; a trigger sets it. */
  written_xid: ColumnType<string, never, never>
  created_at: CreatedAt
  /** The import that inserted it; null for transactions from elsewhere. */
  import_id: string | null
  /** The day that an adjustment corrects. */
  relates_to: Day | null
}

/**
 * What keeps external ids unique across the months: a row for each transaction that has one, but for those in the default
 * partition since before this table. Triggers write it. It stays when the month is dropped.
 */
export interface TransactionKeysTable {
  merchant_id: string
  external_id: string
  transaction_id: BigInt64
  /** Of the transaction: it tells the partition. */
  paid_at: Timestamp | null
}

/** What a transaction was before a change or a deletion. A trigger inserts it. */
export interface TransactionVersionsTable {
  transaction_id: BigInt64
  merchant_id: string
  amount_cents: BigInt64
  fee_cents: BigInt64
  status: TransactionStatus
  paid_at: Timestamp | null
  created_at: Timestamp
  kind: TransactionKind
  order_id: string | null
  external_id: string | null
  source: string | null
  import_id: string | null
  relates_to: Day | null
  /** The database transaction that wrote this version. */
  written_xid: string
  /** The one that changed or deleted it. */
  replaced_xid: ColumnType<string, string | undefined, never>
  replaced_at: ColumnType<Date, Date | string | undefined, never>
  deleted: boolean
}

/**
 * A part of the range of a completed job, from its lower key, included, to its upper key, excluded. Its sums are those of
 * the versions that the snapshot shows.
 */
export interface SummedPartsTable {
  job_id: string
  lower_paid_at: Timestamp
  lower_id: BigInt64
  upper_paid_at: Timestamp
  upper_id: BigInt64
  snapshot: string
  /** cluster_identifier() where it was taken: it is of use only where that is the same. */
  cluster: string | null
}
