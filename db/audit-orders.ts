import { sql } from 'kysely'
import {
  findStrayTransactions,
  findTransactionsWithoutOrder,
  findWrongRefunds,
  type StrayTransaction,
  type WrongRefund,
} from './audit-order-transactions.ts'
import { droppedMonths, idIsIn, timeIsIn } from './dropped-rows.ts'
import { type IdRange, isInRange, splitOrderIds } from './order-id-ranges.ts'
import type { Trx } from './tables.ts'

/** What orders and their transactions do not agree about; amounts in cents. */
export interface OrderDefects {
  /**
   * Orders whose sale is not one transaction of their total and fee, whose refunds do not add up, or that are not in the
   * currency of their merchant.
   */
  orders: {
    order_id: string
    status: string
    total_cents: string
    fee_cents: string | null
    /** Sales with its merchant, total, fee and time; and all sales. */
    right_sales: string
    sales: string
    refunded_cents: string
    /** The sums of its refunds. */
    refunds_cents: string
    quantity: number
    returned_units: number
    refunds_units: string
    refunds_fee_cents: string
    /** Null if nobody described the merchant to what wrote the order. */
    currency: string | null
    /** Null if nobody described the merchant. */
    merchant_currency: string | null
  }[]
  refunds: WrongRefund[]
  transactions: StrayTransaction[]
}

/** Of an order with its sale, where they are sorted. A hash may have twice as many. */
const bytesOfOrder = 320

/**
 * Each order that was sold has one sale, each refund one transaction, and refunds are within their order. Orders from
 * before sales were transactions have no `confirmed_at`, no fee and no sale. They are older than all later ones, but for those
 * that waited for the migration: another order without these has lost its sale. Orders of dropped months are gone, and so are
 * sales and refunds of these months. Sets how the rest of the transaction is planned.
 *
 * @param ordersInRange how many orders are joined with their transactions in a statement
 */
export async function findOrderDefects(trx: Trx, ordersInRange = 100_000): Promise<OrderDefects> {
  const salesBegan = await findFirstSale(trx)
  const orders: OrderDefects['orders'][] = []
  const refunds: WrongRefund[][] = []
  const transactions = [await findTransactionsWithoutOrder(trx)]
  await planRanges(trx, ordersInRange)
  for await (const range of splitOrderIds(trx, ordersInRange)) {
    orders.push(await findWrongOrders(trx, range, salesBegan))
    refunds.push(await findWrongRefunds(trx, range))
    transactions.push(await findStrayTransactions(trx, range))
  }
  return {
    orders: orders.flat(),
    refunds: refunds.flat().sort((one, other) => (one.refund_id < other.refund_id ? -1 : 1)),
    transactions: transactions.flat().sort(byTransactionId),
  }
}

/**
 * The planner takes a range within one bin of its histogram for one order, and would join its orders and sales in a
 * nested loop, which takes minutes. Without statistics it would sort all orders to find the end of a range.
 */
async function planRanges(trx: Trx, ordersInRange: number): Promise<void> {
  // PostgreSQL's minimum.
  const memoryKb = Math.max(64, Math.ceil((ordersInRange * bytesOfOrder) / 1024))
  await sql`select set_config('enable_nestloop', 'off', true), set_config('enable_seqscan', 'off', true),
    set_config('enable_sort', 'off', true), set_config('work_mem', ${`${memoryKb}kB`}, true)`.execute(
    trx,
  )
}

function byTransactionId(one: StrayTransaction, other: StrayTransaction): number {
  return BigInt(one.transaction_id) < BigInt(other.transaction_id) ? -1 : 1
}

/** When the first order was placed after sales became transactions; null if none was. */
async function findFirstSale(trx: Trx): Promise<string | null> {
  // As text, which has microseconds.
  const { rows } = await sql<{ at: string | null }>`
    select min(created_at)::text as at from orders
    where confirmed_at is not null or expires_at is not null`.execute(trx)
  return rows[0]?.at ?? null
}

async function findWrongOrders(
  trx: Trx,
  range: IdRange,
  salesBegan: string | null,
): Promise<OrderDefects['orders']> {
  const { rows } = await sql<OrderDefects['orders'][number]>`
    with ${droppedMonths},
    sale as (
      select * from transactions where source = 'order' and kind = 'SALE' and ${isInRange(range, 'order_id')}
    ),
    sold as (
      select orders.*, any_value(products.merchant_id) as merchant_id, count(sale.id) as sales,
        count(sale.id) filter (where sale.merchant_id = products.merchant_id and amount_cents = total_cents
          and sale.fee_cents = orders.fee_cents and paid_at = confirmed_at and sale.status = 'PAID') as right_sales
      from orders
      join products on products.id = product_id
      left join sale on sale.order_id = orders.id
      where ${isInRange(range, 'orders.id')} and not ${idIsIn('removing', 'orders.id')}
      group by orders.id
    ),
    refund as (
      select order_id, sum(amount_cents) as cents, sum(fee_cents) as fee, sum(return_units) as units
      from refunds where ${isInRange(range, 'order_id')} group by order_id
    ),
    counted as (
      select sold.id as order_id, status, total_cents, fee_cents, right_sales, sales,
        refunded_cents, coalesce(refund.cents, 0) as refunds_cents,
        quantity, returned_units, coalesce(refund.units, 0) as refunds_units,
        coalesce(refund.fee, 0) as refunds_fee_cents, sold.currency, merchants.currency as merchant_currency, expires_at,
        case
          when status in ('HELD', 'EXPIRED') then 0
          -- It went with its month.
          when sales = 0 and ${timeIsIn('dropped', 'confirmed_at')} then 0
          -- Of before sales were transactions.
          when confirmed_at is null and fee_cents is null
            and sold.created_at < coalesce(${salesBegan}::timestamptz + interval '1 minute', 'infinity') then 0
          when status = 'CONFIRMED' then 1
          -- Sold before it was cancelled; one that was inserted as cancelled has the default of confirmed_at.
          when fee_cents is not null or returned_units > 0 then 1
          else 0
        end as expected_sales
      from sold left join refund on refund.order_id = sold.id
      left join merchants on merchants.id = merchant_id
    )
    select order_id, status, total_cents, fee_cents, right_sales, sales, refunded_cents, refunds_cents,
      quantity, returned_units, refunds_units, refunds_fee_cents, currency, merchant_currency
    from counted
    where right_sales <> expected_sales or sales <> expected_sales
      or refunded_cents <> refunds_cents or returned_units <> refunds_units
      or refunded_cents > total_cents or returned_units > quantity
      or -refunds_fee_cents > coalesce(fee_cents, 0)
      or status in ('HELD', 'EXPIRED') and (refunded_cents > 0 or returned_units > 0)
      -- A sale that was cancelled is refunded in full, and its units are back.
      or status = 'CANCELLED' and sales > 0 and (refunded_cents < total_cents or returned_units < quantity)
      -- Sales and live holds fix the currency of their merchant. Other orders may be from before it changed.
      or currency <> merchant_currency
        and (expected_sales > 0 or status = 'HELD' and expires_at > clock_timestamp())
    order by order_id`.execute(trx)
  return rows
}
