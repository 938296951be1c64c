// By hand: a generator knows neither literal unions nor which columns are written once. tables.test.ts compiles
// this file against the migrated schema. schema.sql has the constraints and indexes.
import type { ColumnType, Generated, Kysely, Selectable, Transaction } from 'kysely'
import type { ArchivedUnitsTable, ArchivesTable } from './archive-tables.ts'
import type { BigInt64, BigInt64WithDefault, CreatedAt, Day, Timestamp } from './columns.ts'
import type {
  ImportKeysTable,
  ImportRejectsTable,
  ImportsTable,
  TransactionChangesTable,
} from './import-tables.ts'
import type {
  OrderKeysTable,
  OrderPlacingKeysTable,
  OrdersTable,
  RefundsTable,
} from './order-tables.ts'
import type { ClosedDaysTable, PeriodChangesTable } from './period-tables.ts'
import type { ProductKeysTable, ProductsTable, StockMovementsTable } from './product-tables.ts'
import type { SettlementProof } from './proof.ts'
import type {
  SummedPartsTable,
  TransactionKeysTable,
  TransactionsTable,
  TransactionVersionsTable,
} from './transaction-tables.ts'

export type JobStatus = 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED'

export interface JobsTable {
  id: Generated<string>
  type: Generated<'settlement'>
  status: Generated<JobStatus>
  from_date: Day
  to_date: Day
  timezone: string
  /** Every batch lies in [range_start, range_end). */
  range_start: ColumnType<Date, Date | string, never>
  range_end: ColumnType<Date, Date | string, never>
  /** Whether a day of the range had not ended when the job was created. */
  includes_open_days: ColumnType<boolean, never, never>
  /** Whether it is computed and compared only, and publishes nothing. */
  dry_run: ColumnType<boolean, boolean | undefined, never>
  /** Whether the batches cover the range. */
  planned: Generated<boolean>
  /** Whether sums of an earlier attempt are still to be checked. */
  checking: Generated<boolean>
  /** Whether publishing has been sent. */
  publishing: Generated<boolean>
  /** Transactions, written with `processed` when the job ends; before that the batches are counted. */
  total: BigInt64 | null
  processed: BigInt64 | null
  /** Transactions in the range, as estimate_paid() put it when the last attempt started; null before the first. */
  estimated_rows: BigInt64 | null
  /** Transactions that were summed when the last attempt started; null before the first. */
  kept_rows: BigInt64 | null
  /** Whether `total` is an estimate, since the job ended before all batches were summed. */
  total_is_estimate: Generated<boolean>
  error: string | null
  proof: ColumnType<SettlementProof | null, string | null, string | null>
  /** The name of the CSV file in the store; null for the job's id and `.csv`. */
  file_name: string | null
  /** When the CSV file of a completed job was removed for its age. */
  file_removed_at: Timestamp | null
  /** When what it changed was removed for its age; null while it is kept, or if it changed nothing. */
  changes_removed_at: Timestamp | null
  /** The name of the API key, or `schedule`; null without API keys. A retry keeps it. */
  created_by: string | null
  /**
   * Of two completed jobs that share days, the one that was published later has the higher number. A trigger counts
   * it. Null for jobs that completed before it was there, and for dry runs.
   */
  published_no: ColumnType<string | null, never, never>
  created_at: CreatedAt
  started_at: Timestamp | null
  finished_at: Timestamp | null
}

/** Several keys may name one job: a request that finds a job for its range joins it. */
export interface JobKeysTable {
  idempotency_key: string
  job_id: string
  /** What the request asked for. */
  force: boolean
  /** Whether the request started the job rather than joined it. */
  started: boolean
}

/**
 * A part of a job's range, from its lower key, included, to its upper key, excluded: open, or a batch that is summed.
 * The parts of a job touch, so a transaction that arrives later belongs to exactly one.
 */
export interface SettlementBatchesTable {
  job_id: string
  batch_no: Generated<number>
  /** Of all jobs, the part with the lowest turn is summed next. Null in rows of an earlier version: the batch_no. */
  turn: number | null
  lower_paid_at: Timestamp
  lower_id: BigInt64
  upper_paid_at: Timestamp
  upper_id: BigInt64
  /** Transactions in the sums; 0 while it is open. */
  row_count: number
  /** Whether it has sums. One that is done and open has those of an earlier attempt, still to be checked. */
  done: Generated<boolean>
  open: Generated<boolean>
  /** Transactions older than this were committed when the sums were taken. */
  snapshot_xmin: string | null
  /** The sums of each merchant and day, at the same index of each array. */
  merchant_ids: string[] | null
  dates: Day[] | null
  txn_counts: string[] | null
  gross_cents: string[] | null
  fee_cents: string[] | null
  /** Of the refunds among them, the amount as a positive number; null in batches without refunds. */
  refund_counts: string[] | null
  refund_cents: string[] | null
  /**
   * The snapshots of the statements that summed it, each from `snapshots_from` at its index to that of the next. The first
   * begins at the lower key. Null in batches of an earlier version.
   */
  snapshots: string[] | null
  snapshots_from: Date[] | null
  /** Where snapshot_xmin was taken: sums are kept only where cluster_mark() is still the same. */
  cluster_mark: string | null
}

/** How far the publishing of a job is, from `jobs.publishing` on until it completes. */
export interface PublishingProgressTable {
  job_id: string
  /** `started_at` of the job's attempt. */
  attempt_started_at: Timestamp | null
  /** When all batches were summed. */
  summed_at: Timestamp
  /** The time of publishing that has passed, of all that it takes, from 0 to 1. */
  share: number
}

/** A merchant's settled day. */
export interface SettlementsTable {
  merchant_id: string
  date: Day
  gross_cents: BigInt64
  fee_cents: BigInt64
  net_cents: BigInt64
  txn_count: BigInt64
  generated_at: Timestamp
  /** The job's id. */
  unique_run_id: string
  /** What refunds took, as a positive number: it is within gross already. */
  refund_cents: BigInt64WithDefault
  refund_count: BigInt64WithDefault
  /** The merchant's when it was settled; null if that was before currencies were kept. */
  currency: string | null
}

/**
 * What a job changed of a merchant's day. Null sums before: not settled until then; null after: no longer. Partitioned by
 * the month of the job's id.
 */
export interface SettlementChangesTable {
  /** The job's id. */
  run_id: string
  merchant_id: string
  date: Day
  /** The id of the job that had settled the day before. */
  replaced_run_id: string | null
  before_gross_cents: BigInt64 | null
  before_fee_cents: BigInt64 | null
  before_net_cents: BigInt64 | null
  before_txn_count: BigInt64 | null
  after_gross_cents: BigInt64 | null
  after_fee_cents: BigInt64 | null
  after_net_cents: BigInt64 | null
  after_txn_count: BigInt64 | null
  /** Null beside sums of an earlier version: no refunds, and no currency. */
  before_refund_cents: BigInt64 | null
  before_refund_count: BigInt64 | null
  before_currency: string | null
  after_refund_cents: BigInt64 | null
  after_refund_count: BigInt64 | null
  after_currency: string | null
}

/** One row: what download URLs are signed with. */
export interface SigningSecretsTable {
  id: Generated<number>
  secret: Buffer
}

/** What a merchant is paid in, and what it pays for a transaction. */
export interface MerchantsTable {
  id: string
  name: string
  /**
   * ISO 4217; fixed once the merchant has a transaction. A change shuts out writers of orders and transactions by a lock.
   * A statement that inserts orders may read it: it fails with 40001 if it did before a change that has committed.
   */
  currency: string
  fee_basis_points: Generated<number>
  /** In cents, at most 2^53 - 1. */
  fee_fixed_cents: BigInt64WithDefault
  refunds_return_fee: Generated<boolean>
  created_at: CreatedAt
  updated_at: ColumnType<Date, never, Date | string>
  /** The name of the API key; null without API keys. */
  created_by: string | null
  updated_by: string | null
}

/** One row, by which a statement that inserts orders knows whether a currency has changed since it began. */
export interface CurrencyChangesTable {
  /** Merchants that have changed their currency, or were created in another than `CURRENCY`. */
  changes: BigInt64
}

export interface Schema {
  merchants: MerchantsTable
  currency_changes: CurrencyChangesTable
  products: ProductsTable
  stock_movements: StockMovementsTable
  product_keys: ProductKeysTable
  orders: OrdersTable
  order_placing_keys: OrderPlacingKeysTable
  refunds: RefundsTable
  order_keys: OrderKeysTable
  transactions: TransactionsTable
  transaction_keys: TransactionKeysTable
  transaction_versions: TransactionVersionsTable
  jobs: JobsTable
  job_keys: JobKeysTable
  settlement_batches: SettlementBatchesTable
  summed_parts: SummedPartsTable
  publishing_progress: PublishingProgressTable
  settlements: SettlementsTable
  settlement_changes: SettlementChangesTable
  signing_secrets: SigningSecretsTable
  imports: ImportsTable
  import_rejects: ImportRejectsTable
  import_keys: ImportKeysTable
  transaction_changes: TransactionChangesTable
  period_changes: PeriodChangesTable
  closed_days: ClosedDaysTable
  archives: ArchivesTable
  archived_units: ArchivedUnitsTable
}

export type Database = Kysely<Schema>
export type Trx = Transaction<Schema>
export type Product = Selectable<ProductsTable>
export type Order = Selectable<OrdersTable>
export type Refund = Selectable<RefundsTable>
export type Merchant = Selectable<MerchantsTable>
export type Job = Selectable<JobsTable>
export type Import = Selectable<ImportsTable>
export type Archive = Selectable<ArchivesTable>
export type PeriodChange = Selectable<PeriodChangesTable>
