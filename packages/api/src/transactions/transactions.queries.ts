import type { KeptStretch } from '@order-settlement/db/dropped-months.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import type {
  TransactionStatus,
  TransactionsTable,
} from '@order-settlement/db/transaction-tables.ts'
import { type Selectable, sql } from 'kysely'
import { type DayRange, onDay } from './day-range.ts'
import type { TransactionQuery } from './transactions.schemas.ts'

export interface TransactionFilters
  extends Pick<TransactionQuery, 'merchant_id' | 'kind' | 'order_id' | 'external_id'> {
  /** Any if undefined. */
  status: TransactionStatus | undefined
  day: DayRange | undefined
  /** The one merchant whose transactions may be listed; all if undefined. */
  only: string | undefined
  /** Without the rows of dropped months that are still to be deleted. */
  kept: KeptStretch[]
}

/** What transactions are ordered by. */
export interface PaidKey {
  /** As text, which keeps microseconds; undefined for a transaction that is not paid. */
  paid_at: string | undefined
  id: string
}

export type TransactionRow = Selectable<TransactionsTable> & {
  /** Null if nobody described the merchant. */
  currency: string | null
  /** `paid_at` as text, which keeps microseconds. */
  paid_key: string | null
}

/**
 * Transactions in the order in which they were paid, by id where that is equal; those that are not paid are last.
 *
 * The page is cut by their keys, for which indexes suffice, and only its rows are read from the table.
 *
 * @param after the last transaction of the previous page
 * @param limit rows at most
 * @throws 22003, 22007 or 22008 from PostgreSQL if `after` is no key
 */
export async function selectTransactions(
  db: Database,
  filters: TransactionFilters,
  after: PaidKey | undefined,
  limit: number,
): Promise<TransactionRow[]> {
  const { rows } = await sql<TransactionRow>`
    select page.*, page.paid_at::text as paid_key, merchants.currency
    from (${selectPage(filters, after, limit)}) as page
    left join merchants on merchants.id = page.merchant_id
    order by page.paid_at, page.id limit ${limit}`.execute(db)
  return rows
}

/** The paid ones and the others separately: a comparison of rows finds no null, and with `or` it would use no index. */
function selectPage(filters: TransactionFilters, after: PaidKey | undefined, limit: number) {
  const matches = matching(filters)
  const unpaid = (afterId: string | undefined) => sql`
    select transactions.* from (
      select id from transactions
      where ${matches} and paid_at is null and ${afterId === undefined ? sql`true` : sql`id > ${afterId}::bigint`}
      order by id limit ${limit}
    ) as keys join transactions on transactions.id = keys.id and paid_at is null`
  if (after && after.paid_at === undefined) return unpaid(after.id)
  const afterKey = after
    ? sql`(paid_at, id) > (${after.paid_at}::timestamptz, ${after.id}::bigint) and paid_at >= ${after.paid_at}::timestamptz`
    : sql`paid_at is not null`
  const ordered = sql`order by paid_at, id limit ${limit}`
  // Each stretch by its own, which an index finds: the rows between them may be millions.
  const stretches = filters.kept.map(
    (stretch) => sql`
    (select paid_at, id from transactions where ${matches} and ${afterKey} and ${within(stretch)} ${ordered})`,
  )
  // By the time too, which tells the partition.
  const paid = sql`
    select transactions.* from (
      select * from (${sql.join(stretches, sql` union all `)}) as kept ${ordered}
    ) as keys join transactions on transactions.id = keys.id and transactions.paid_at = keys.paid_at`
  if (filters.day || filters.status === 'PAID') return paid
  return sql`${paid} union all ${unpaid(undefined)}`
}

function within({ from, to }: KeptStretch) {
  return sql`${from === null ? sql`true` : sql`paid_at >= ${from}::timestamptz`}
    and ${to === null ? sql`true` : sql`paid_at < ${to}::timestamptz`}`
}

function matching({
  merchant_id,
  only,
  day,
  kind,
  status,
  order_id,
  external_id,
}: TransactionFilters) {
  const conditions = [
    merchant_id === undefined ? [] : sql`merchant_id = ${merchant_id}`,
    only === undefined ? [] : sql`merchant_id = ${only}`,
    day === undefined ? [] : onDay(day),
    kind === undefined ? [] : sql`kind = ${kind}`,
    // As a literal, which conditions of indexes are compared with.
    status === undefined ? [] : sql`status = ${sql.lit(status)}`,
    order_id === undefined ? [] : ofOrder(order_id),
    external_id === undefined ? [] : sql`external_id = ${external_id}`,
  ].flat()
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`
}

/** The sale of an order and its other transactions are in different indexes. */
function ofOrder(id: string) {
  return sql`id in (
    select id from transactions where order_id = ${id} and kind = 'SALE'
    union all select id from transactions where order_id = ${id} and kind <> 'SALE')`
}
