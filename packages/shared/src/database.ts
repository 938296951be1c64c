import {
  type ColumnType,
  type Generated,
  Kysely,
  PostgresDialect,
  type Selectable,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import type { Logger } from './logger.ts'

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

/** What node-postgres must not parse: `date` would become local midnight. `int8` and `numeric` are text by default. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text') =>
    oid === pg.types.builtins.DATE
      ? (text: string) => text
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

export interface DatabaseOptions {
  url: string
  /** Seen in `pg_stat_activity`. */
  applicationName: string
  /** Connections at most. */
  connections: number
  logger: Logger
  /** Ends a statement that runs longer, in ms; 0 for never. */
  statementTimeoutMs?: number
  /**
   * Gives up a statement that is not answered for so long, in ms, and its connection with it: the server
   * hangs or is out of reach. More than `statementTimeoutMs`.
   */
  answerTimeoutMs?: number
  /** Gives up waiting for a lock after so long, in ms. */
  lockTimeoutMs?: number
  /** Ends a transaction in which nothing happens for so long, in ms. */
  idleInTransactionTimeoutMs?: number
}

/** Each side notices within half a minute that the other's machine is gone, and its locks with it. */
export const keepAliveOptions = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  options: '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
}

/** The one place that makes a connection pool. Nothing connects before the first query. */
export function createDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.connections,
    connectionTimeoutMillis: 5_000,
    ...keepAliveOptions,
    ...(options.idleInTransactionTimeoutMs
      ? { idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs }
      : {}),
    types,
    ...(options.lockTimeoutMs ? { lock_timeout: options.lockTimeoutMs } : {}),
    ...(options.statementTimeoutMs ? { statement_timeout: options.statementTimeoutMs } : {}),
    // In pipeline mode alone does node-postgres drop the connection of a statement that timed out.
    ...(options.answerTimeoutMs ? { query_timeout: options.answerTimeoutMs, pipeline: true } : {}),
  })
  // A connection that breaks is replaced at the next query, and a query that it breaks fails by itself.
  // Without a listener of each kind the event would end the process. The error holds the whole client.
  pool.on('error', ({ message }) =>
    options.logger.warn({ reason: message }, 'idle database connection lost'),
  )
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  pools.set(db, pool)
  return db
}

/** Kysely keeps its pool to itself. */
const pools = new WeakMap<Database, pg.Pool>()

export interface ConnectionCounts {
  /** Open connections, and those of them that nobody uses. */
  total: number
  idle: number
  /** Callers that wait for one. */
  waiting: number
}

/**
 * The connections of a database at this moment.
 *
 * @param db as `createDatabase` made it
 */
export function connectionCounts(db: Database): ConnectionCounts {
  const pool = pools.get(db)
  return {
    total: pool?.totalCount ?? 0,
    idle: pool?.idleCount ?? 0,
    waiting: pool?.waitingCount ?? 0,
  }
}
