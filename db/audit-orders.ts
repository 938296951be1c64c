import { sql } from 'kysely'
import { droppedMonths, idIsIn, timeIsIn } from './dropped-rows.ts'
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
  /** Refunds whose order or transaction is missing, or not theirs: another order, amount, fee, time or kind. */
  refunds: { refund_id: string; order_id: string; transaction_id: string }[]
  /** Transactions of orders that belong to no order and no refund. */
  transactions: { transaction_id: string; kind: string; order_id: string | null }[]
}

/**
 * Each order that was sold has one sale, each refund one transaction, and refunds are within their order. Orders from
 * before sales were transactions have no `confirmed_at`, no fee and no sale. They are older than all later ones, but for those
 * that waited for the migration: another order without these has lost its sale. Orders of dropped months are gone, and so are
 * sales and refunds of these months.
 */
export async function findOrderDefects(trx: Trx): Promise<OrderDefects> {
  // Without statistics, as after a restore, the planner joins all orders with themselves in a nested loop.
  await sql`set local enable_nestloop = off`.execute(trx)
  const defects = {
    orders: await findWrongOrders(trx),
    refunds: await findWrongRefunds(trx),
    transactions: await findStrayTransactions(trx),
  }
  await sql`set local enable_nestloop = on`.execute(trx)
  return defects
}

async function findWrongOrders(trx: Trx): Promise<OrderDefects['orders']> {
  const { rows } = await sql<OrderDefects['orders'][number]>`
    with ${droppedMonths},
    sale as (
      select * from transactions where source = 'order' and kind = 'SALE'
    ),
    sales_began as (
      select min(created_at) + interval '1 minute' as at from orders where confirmed_at is not null or expires_at is not null
    ),
    sold as (
      select orders.id, products.merchant_id, count(sale.id) as sales,
        count(sale.id) filter (where sale.merchant_id = products.merchant_id and amount_cents = total_cents
          and sale.fee_cents = orders.fee_cents and paid_at = confirmed_at and sale.status = 'PAID') as right_sales
      from orders
      join products on products.id = product_id
      left join sale on sale.order_id = orders.id
      where not ${idIsIn('removing', 'orders.id')}
      group by orders.id, products.merchant_id
    ),
    refund as (
      select order_id, sum(amount_cents) as cents, sum(fee_cents) as fee, sum(return_units) as units
      from refunds group by order_id
    ),
    counted as (
      select orders.id as order_id, status, total_cents, orders.fee_cents, right_sales, sales,
        refunded_cents, coalesce(refund.cents, 0) as refunds_cents,
        quantity, returned_units, coalesce(refund.units, 0) as refunds_units,
        coalesce(refund.fee, 0) as refunds_fee_cents, orders.currency, merchants.currency as merchant_currency, expires_at,
        case
          when status in ('HELD', 'EXPIRED') then 0
          -- It went with its month.
          when sales = 0 and ${timeIsIn('dropped', 'confirmed_at')} then 0
          -- Of before sales were transactions.
          when confirmed_at is null and fee_cents is null and orders.created_at < coalesce(sales_began.at, 'infinity') then 0
          when status = 'CONFIRMED' then 1
          -- Sold before it was cancelled; one that was inserted as cancelled has the default of confirmed_at.
          when fee_cents is not null or returned_units > 0 then 1
          else 0
        end as expected_sales
      from sales_began cross join orders join sold using (id) left join refund on refund.order_id = orders.id
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

async function findWrongRefunds(trx: Trx): Promise<OrderDefects['refunds']> {
  const { rows } = await sql<OrderDefects['refunds'][number]>`
    with ${droppedMonths}
    select refunds.id as refund_id, refunds.order_id, transaction_id
    from refunds
    left join orders on orders.id = refunds.order_id
    left join products on products.id = product_id
    left join transactions on transactions.id = transaction_id
    where not ${idIsIn('removing', 'refunds.order_id')} and (orders.id is null
      or transactions.id is null and not ${timeIsIn('dropped', 'refunds.created_at')}
      or transactions.id is not null and (transactions.kind <> 'REFUND' or transactions.source is distinct from 'order'
      or transactions.status <> 'PAID' or paid_at <> refunds.created_at
      or transactions.order_id is distinct from refunds.order_id
      or transactions.merchant_id <> products.merchant_id
      or transactions.amount_cents <> -refunds.amount_cents
      or transactions.fee_cents <> refunds.fee_cents))
    order by refunds.id`.execute(trx)
  return rows
}

async function findStrayTransactions(trx: Trx): Promise<OrderDefects['transactions']> {
  const { rows } = await sql<OrderDefects['transactions'][number]>`
    with ${droppedMonths}
    select transactions.id as transaction_id, kind, order_id
    from transactions
    where source = 'order' and case kind
      when 'SALE' then not exists (select from orders where orders.id = order_id)
      when 'REFUND' then not exists (select from refunds where transaction_id = transactions.id)
      else true end
      and (order_id is null or not ${idIsIn('dropped', 'order_id')})
    order by transactions.id`.execute(trx)
  return rows
}
