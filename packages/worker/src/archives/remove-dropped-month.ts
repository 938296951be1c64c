import { dropMonthPartition } from '@order-settlement/db/partitions/drop-month-partition.ts'
import { partitionedTables } from '@order-settlement/db/partitions/partitioned-tables.ts'
import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Trx } from '@order-settlement/db/tables.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Worker } from '../worker.ts'

type RemovingWorker = Pick<Worker, 'db' | 'stopping'>

/** Rows that are deleted in a transaction. */
const pageRows = 5_000

/**
 * Removes the rows of a dropped month: its partitions at once, what the default partitions have of it page by page. First
 * what refers to its orders, since keys of orders are found by them. Interrupted, it begins again and finds what is left.
 *
 * @returns false if the worker stops before all are removed
 * @throws 55P03 from PostgreSQL if the partitions are in use
 */
export async function removeDroppedMonth(worker: RemovingWorker, month: string): Promise<boolean> {
  const { db } = worker
  for (const pages of await listPages(worker, month)) {
    if (!(await deletePages(worker, pages))) return false
  }
  await dropMonthPartition(db, partitionedTables.orders, month)
  await dropMonthPartition(db, partitionedTables.transactions, month)
  // Few, and in no index by time.
  await sql`
    delete from transaction_versions using archives
    where month = ${month} and paid_at >= starts_at and paid_at < ends_at`.execute(db)
  await sql`update archives set removed_at = clock_timestamp() where month = ${month}`.execute(db)
  return true
}

/** Rows to delete, in the order of a key of a table. */
interface Pages {
  table: string
  key: string
  /** The first key, included, and the end, excluded, as text. */
  from: string
  to: string
  condition?: RawBuilder<unknown>
  /** Of the rows of a page; these themselves if undefined. */
  delete?: (page: RawBuilder<unknown>) => RawBuilder<unknown>
}

async function listPages({ db }: RemovingWorker, month: string): Promise<Pages[]> {
  const { rows } = await sql<{
    starts_at: string
    ends_at: string
    first_id: string
    end_id: string
  }>`
    select starts_at::text, ends_at::text, lowest_uuid(starts_at) as first_id, lowest_uuid(ends_at) as end_id
    from archives where month = ${month}`.execute(db)
  const [bounds] = rows
  if (!bounds) return []
  const ids = { from: bounds.first_id, to: bounds.end_id }
  const times = { key: 'paid_at', from: bounds.starts_at, to: bounds.ends_at }
  return [
    { table: 'orders', key: 'id', ...ids, delete: placingKeysOf },
    { table: 'order_keys', key: 'order_id', ...ids },
    { table: 'refunds', key: 'order_id', ...ids },
    // By their own names, so that nothing takes it for a change of transactions or orders.
    { table: 'orders_default', key: 'id', ...ids },
    // As their indexes are divided.
    { table: 'transactions_default', ...times, condition: sql`status = 'PAID'` },
    { table: 'transactions_default', ...times, condition: sql`status <> 'PAID'` },
  ]
}

/** Not those that a new order has taken since an interrupted call deleted them. */
const placingKeysOf = (page: RawBuilder<unknown>) => sql`
  delete from order_placing_keys where idempotency_key = any (array(
    select idempotency_key from orders where ${page} and idempotency_key is not null))
    and order_id in (select id from orders where ${page})`

/** @returns false if the worker stops before the last page */
async function deletePages({ db, stopping }: RemovingWorker, pages: Pages): Promise<boolean> {
  for (let last: string | undefined; !stopping.aborted; ) {
    const after = last
    last = await runTransaction(db, (trx) => deletePage(trx, pages, after))
    if (last === undefined) return true
  }
  return false
}

/** @returns the last key of the page; undefined if there was none */
async function deletePage(
  trx: Trx,
  { table, key, from, to, condition = sql`true`, delete: remove }: Pages,
  after: string | undefined,
): Promise<string | undefined> {
  // Where statistics do not know the month, the planner would read the table.
  await sql`select set_config('enable_seqscan', 'off', true)`.execute(trx)
  const column = sql.ref(key)
  const start = after === undefined ? sql`${column} >= ${from}` : sql`${column} > ${after}`
  const { rows } = await sql<{ last: string }>`
    select ${column}::text as last from (
      select ${column} from ${sql.table(table)}
      where ${start} and ${column} < ${to} and ${condition} order by ${column} limit ${pageRows}
    ) as page order by ${column} desc limit 1`.execute(trx)
  const last = rows[0]?.last
  if (last === undefined) return undefined
  const page = sql`${start} and ${column} <= ${last} and ${condition}`
  await (remove ? remove(page) : sql`delete from ${sql.table(table)} where ${page}`).execute(trx)
  return last
}
