import { sql } from 'kysely'
import { type ClosedDay, findChangedClosedDays } from './audit-closed-days.ts'
import { findOrderDefects, type OrderDefects } from './audit-orders.ts'
import { droppedMonths, idIsIn, sharesDropped } from './dropped-rows.ts'
import { lastCompletedDays, sumsDiffer, sumTransactions } from './settled-days.ts'
import type { Database, Trx } from './tables.ts'

export interface Audit extends OrderDefects {
  /** Products whose movements, counts and live orders do not add up, in units. */
  products: {
    product_id: string
    /** The sum of its movements. */
    movements: string
    /** These are its row. */
    supplied: string
    stock: string
    held: string
    sold: string
    /** Units of HELD orders, and of CONFIRMED ones less what was returned, with those of dropped months. */
    held_in_orders: string
    sold_in_orders: string
  }[]
  /**
   * Settled days that differ from their transactions, in cents, or in currency from their merchant; null where one side
   * has none.
   */
  settlements: {
    merchant_id: string
    date: string
    settled_cents: string | null
    source_cents: string | null
    settled_count: string | null
    source_count: string | null
    settled_refund_cents: string | null
    source_refund_cents: string | null
    settled_refund_count: string | null
    source_refund_count: string | null
    settled_currency: string | null
    /** Null too if nobody described the merchant. */
    merchant_currency: string | null
  }[]
  /** Closed days whose transactions are not those that they had when they were closed. */
  closed_days: ClosedDay[]
}

/**
 * Proves the books from scratch, in one snapshot. A settled day is compared with its current transactions, in
 * the zone of the last completed job that covers it, so transactions that changed since count as differences. A day
 * that had not ended in that zone when that job started, by the database's clock, is open: transactions may have followed,
 * so only its currency is compared. So is that of days that have hours of a dropped month.
 *
 * @returns the rows that differ
 */
export async function audit(db: Database): Promise<Audit> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      // Before the snapshot: a partition that is dropped after it would have no rows in it.
      await sql`lock table orders, transactions in access share mode`.execute(trx)
      const products = await findWrongProducts(trx)
      const settlements = await findWrongSettlements(trx)
      const closed_days = await findChangedClosedDays(trx)
      return { products, ...(await findOrderDefects(trx)), settlements, closed_days }
    })
}

/** @returns how many settled days are open, which `audit` does not compare with their transactions */
export async function countOpenDays(db: Database): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    with days as (${lastCompletedDays}) select count(*)::integer as days from days where open`.execute(
    db,
  )
  return rows[0]?.days ?? 0
}

/**
 * Each day by itself, so that only the sums of one are in memory. A day without a currency was settled before currencies
 * were kept.
 */
async function findWrongSettlements(trx: Trx): Promise<Audit['settlements']> {
  // The planner expects few groups and would sort all transactions of a day.
  await sql`select set_config('enable_sort', 'off', true)`.execute(trx)
  const { rows } = await sql<Audit['settlements'][number]>`
    with completed as (
      select date, timezone, open or ${sharesDropped(
        sql`day_range_start(date, timezone)`,
        sql`day_range_end(date, timezone)`,
      )} as skipped
      from (${lastCompletedDays}) as days
    ),
    compared as (
      select * from completed
      union all
      select distinct date, null, false from settlements where date not in (select date from completed)
    )
    select wrong.* from compared cross join lateral (
      select merchant_id, compared.date, gross_cents as settled_cents, gross as source_cents,
        txn_count as settled_count, n as source_count,
        refund_cents as settled_refund_cents, refunded as source_refund_cents,
        refund_count as settled_refund_count, refunds as source_refund_count,
        settled.currency as settled_currency, merchants.currency as merchant_currency
      from (select * from settlements where settlements.date = compared.date) as settled
      full join (${sumTransactions(
        sql`(select compared.date, compared.timezone where not skipped)`,
      )}) as source using (merchant_id)
      left join merchants on merchants.id = merchant_id
      where not skipped and ${sumsDiffer} or settled.currency <> merchants.currency
    ) as wrong
    order by merchant_id, date`.execute(trx)
  await sql`select set_config('enable_sort', 'on', true)`.execute(trx)
  return rows
}

/** For every product, movements = supplied = stock + held + sold, and held and sold are the units of its live orders. */
async function findWrongProducts(trx: Trx): Promise<Audit['products']> {
  const { rows } = await sql<Audit['products'][number]>`
    with ledger as (
      select product_id, sum(delta) as units from stock_movements group by product_id
    ),
    ${droppedMonths},
    live as (
      select product_id, sum(held) as held, sum(sold) as sold from (
        select product_id, sum(quantity) filter (where status = 'HELD') as held,
          sum(quantity - returned_units) filter (where status = 'CONFIRMED') as sold
        from orders where not ${idIsIn('removing', 'orders.id')} group by product_id
        union all
        select product_id, held, sold
        from archived_units join archives using (month) where dropped_at is not null
      ) as units group by product_id
    ),
    counted as (
      select products.id as product_id, coalesce(ledger.units, 0) as movements,
        supplied, stock, products.held, products.sold,
        coalesce(live.held, 0) as held_in_orders, coalesce(live.sold, 0) as sold_in_orders
      from products
      left join ledger on ledger.product_id = products.id
      left join live on live.product_id = products.id
    )
    select * from counted
    where movements <> supplied or supplied <> stock + held + sold
      or held <> held_in_orders or sold <> sold_in_orders
    order by product_id`.execute(trx)
  return rows
}
