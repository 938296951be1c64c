import type { ArchivedTable } from '@order-settlement/db/archive-tables.ts'
import pg from 'pg'
import type { Month } from './month.ts'

/** What an archive has of a table. */
export interface TableOfMonth {
  table: ArchivedTable
  /** Columns of the table, in the order of its file. */
  columns: readonly string[]
  /** Columns of the file that are joined, by their SQL. They follow, and are not in the fingerprint. */
  joined: Readonly<Record<string, string>>
  /** Columns of the table that its file has only as they are joined. The fingerprint has them. */
  completed?: readonly string[]
  /** The joins that these take. */
  joins: string
  /** What the sums are grouped by, and their names with the columns that are summed. */
  groups: readonly string[]
  count: string
  sums: Readonly<Record<string, string>>
  /** The column whose sum is in the fingerprint. */
  cents: string
  /** The rows of a month in UTC. */
  where(month: Month): string
  /** Conditions of the parts of the file, one after the other, and the order of their rows. */
  parts: readonly string[]
  order: string
}

const idOfMonth = (column: string) => (month: Month) =>
  `${column} >= lowest_uuid(${pg.escapeLiteral(month.from)})
    and ${column} < lowest_uuid(${pg.escapeLiteral(month.to)})`

const transactions: TableOfMonth = {
  table: 'transactions',
  columns: [
    'id',
    'merchant_id',
    'kind',
    'status',
    'amount_cents',
    'fee_cents',
    'paid_at',
    'created_at',
    'order_id',
    'external_id',
    'source',
    'import_id',
    'relates_to',
  ],
  joined: { currency: 'merchants.currency' },
  joins: 'left join merchants on merchants.id = transactions.merchant_id',
  groups: ['currency', 'status', 'kind'],
  count: 'txn_count',
  sums: { gross_cents: 'amount_cents', fee_cents: 'fee_cents' },
  cents: 'amount_cents',
  where: ({ from, to }) =>
    `paid_at >= ${pg.escapeLiteral(from)} and paid_at < ${pg.escapeLiteral(to)}`,
  // First what is PAID, by its index, so that nothing is sorted.
  parts: [`transactions.status = 'PAID'`, `transactions.status <> 'PAID'`],
  order: 'transactions.paid_at, transactions.id',
}

const orders: TableOfMonth = {
  table: 'orders',
  columns: [
    'id',
    'product_id',
    'quantity',
    'buyer_id',
    'status',
    'unit_price_cents',
    'total_cents',
    'fee_cents',
    'refunds_return_fee',
    'refunded_cents',
    'returned_units',
    'created_at',
    'expires_at',
    'confirmed_at',
    'cancelled_at',
    'cancel_reason',
    'payment_reference',
    'confirmed_payment_reference',
    'idempotency_key',
    'placed_by',
  ],
  joined: {
    merchant_id: 'products.merchant_id',
    currency: 'coalesce(orders.currency, merchants.currency)',
  },
  completed: ['currency'],
  joins: `left join products on products.id = orders.product_id
    left join merchants on merchants.id = products.merchant_id`,
  groups: ['currency', 'status'],
  count: 'order_count',
  sums: {
    units: 'quantity',
    total_cents: 'total_cents',
    fee_cents: 'fee_cents',
    refunded_cents: 'refunded_cents',
    returned_units: 'returned_units',
  },
  cents: 'total_cents',
  where: idOfMonth('orders.id'),
  parts: ['true'],
  order: 'orders.id',
}

const refunds: TableOfMonth = {
  table: 'refunds',
  columns: [
    'id',
    'order_id',
    'amount_cents',
    'fee_cents',
    'return_units',
    'reason',
    'created_by',
    'created_at',
    'transaction_id',
  ],
  joined: { currency: 'coalesce(orders.currency, merchants.currency)' },
  joins: `join orders on orders.id = refunds.order_id
    left join products on products.id = orders.product_id
    left join merchants on merchants.id = products.merchant_id`,
  groups: ['currency'],
  count: 'refund_count',
  sums: { amount_cents: 'amount_cents', fee_cents: 'fee_cents', return_units: 'return_units' },
  cents: 'amount_cents',
  // Of the month's orders, also if they were refunded later.
  where: idOfMonth('refunds.order_id'),
  parts: ['true'],
  order: 'refunds.order_id, refunds.id',
}

/** By their names. `written_xid` of transactions is of no meaning outside the database. */
export const tablesOfMonth: Readonly<Record<ArchivedTable, TableOfMonth>> = {
  transactions,
  orders,
  refunds,
}

/** The tables of an archive. */
export const archivedTables = Object.values(tablesOfMonth)

/** The columns of the file, in their order. */
export function fileColumns({ columns, joined }: TableOfMonth): string[] {
  return [...columns, ...Object.keys(joined)]
}

/** A column as text that depends on no setting of the session. */
export function columnText({ table }: TableOfMonth, column: string): string {
  const name = `${table}.${column}`
  if (column === 'relates_to') return `to_char(${name}, 'YYYY-MM-DD')`
  return column.endsWith('_at')
    ? `to_char(${name} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : name
}

/**
 * A query of each table's `fingerprint` in a month: its rows, their cents, and the sum of a hash of each. It is another
 * one if any row is changed, added or deleted.
 */
export function fingerprintQuery(month: Month): string {
  const queries = archivedTables.map((of) => {
    const row = [...of.columns, ...(of.completed ?? [])]
      .map((column) => columnText(of, column))
      .join(', ')
    return `select '${of.table}' as "table", concat_ws('/', count(*), coalesce(sum(${of.table}.${of.cents}), 0),
      coalesce(sum(hashtextextended(row(${row})::text, 0)), 0)) as fingerprint
    from ${of.table} where ${of.where(month)}`
  })
  return queries.join(' union all ')
}
