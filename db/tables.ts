import type { ColumnType, Generated, Kysely, Selectable, Transaction } from 'kysely'

/** 64-bit integers arrive as text, so that no sum is ever rounded. */
type BigInt64 = ColumnType<string, string | number | bigint, string | number | bigint>
/** A calendar day, `YYYY-MM-DD`: it never becomes a JavaScript Date, which would have a time and a zone. */
type Day = string
type Timestamp = ColumnType<Date, Date | string, Date | string>
/** A timestamp that the database fills in. */
type CreatedAt = ColumnType<Date, Date | string | undefined, Date | string>

export interface ProductsTable {
  id: Generated<string>
  name: string
  merchant_id: string
  price_cents: BigInt64
  stock: BigInt64
  supplied: Generated<string>
  created_at: CreatedAt
}

export type OrderStatus = 'CONFIRMED' | 'CANCELLED'

export interface OrdersTable {
  id: Generated<string>
  product_id: BigInt64
  quantity: number
  buyer_id: string
  status: Generated<OrderStatus>
  unit_price_cents: BigInt64
  total_cents: BigInt64
  idempotency_key: string | null
  placed_by: string | null
  created_at: CreatedAt
}

export interface TransactionsTable {
  id: Generated<string>
  merchant_id: string
  amount_cents: BigInt64
  fee_cents: BigInt64
  status: string
  paid_at: Timestamp | null
  created_at: CreatedAt
}

export type JobStatus = 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED'

export interface SettlementTotals {
  txn_count: number | string
  gross_cents: number | string
  fee_cents: number | string
  net_cents: number | string
}

export interface SettlementProof {
  source: SettlementTotals
  settlements: SettlementTotals
  csv: SettlementTotals & { rows: number; bytes: number; sha256: string }
  drift: SettlementTotals
}

export interface JobsTable {
  id: Generated<string>
  type: Generated<'settlement'>
  status: Generated<JobStatus>
  from_date: Day
  to_date: Day
  timezone: string
  range_start: ColumnType<Date, Date | string, never>
  range_end: ColumnType<Date, Date | string, never>
  planned: Generated<boolean>
  publishing: Generated<boolean>
  total: BigInt64 | null
  processed: BigInt64 | null
  error: string | null
  proof: ColumnType<SettlementProof | null, string | null, string | null>
  file_removed_at: Timestamp | null
  created_at: CreatedAt
  started_at: Timestamp | null
  finished_at: Timestamp | null
}

export interface JobKeysTable {
  idempotency_key: string
  job_id: string
  force: boolean
  started: boolean
}

export interface SettlementBatchesTable {
  job_id: string
  batch_no: number
  lower_paid_at: Timestamp
  lower_id: BigInt64
  upper_paid_at: Timestamp
  upper_id: BigInt64
  row_count: number
  done: Generated<boolean>
  open: Generated<boolean>
  snapshot_xmin: string | null
  merchant_ids: string[] | null
  dates: Day[] | null
  txn_counts: string[] | null
  gross_cents: string[] | null
  fee_cents: string[] | null
}

export interface SettlementsTable {
  merchant_id: string
  date: Day
  gross_cents: BigInt64
  fee_cents: BigInt64
  net_cents: BigInt64
  txn_count: BigInt64
  generated_at: Timestamp
  unique_run_id: string
}

export interface SettlementChangesTable {
  run_id: string
  merchant_id: string
  date: Day
  replaced_run_id: string | null
  before_gross_cents: BigInt64 | null
  before_fee_cents: BigInt64 | null
  before_net_cents: BigInt64 | null
  before_txn_count: BigInt64 | null
  after_gross_cents: BigInt64 | null
  after_fee_cents: BigInt64 | null
  after_net_cents: BigInt64 | null
  after_txn_count: BigInt64 | null
}

export interface SigningSecretsTable {
  id: Generated<number>
  secret: Buffer
}

export interface Schema {
  products: ProductsTable
  orders: OrdersTable
  transactions: TransactionsTable
  jobs: JobsTable
  job_keys: JobKeysTable
  settlement_batches: SettlementBatchesTable
  settlements: SettlementsTable
  settlement_changes: SettlementChangesTable
  signing_secrets: SigningSecretsTable
}

export type Database = Kysely<Schema>
export type Trx = Transaction<Schema>
export type Order = Selectable<OrdersTable>
export type Job = Selectable<JobsTable>
