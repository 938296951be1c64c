import { sql } from 'kysely'
import { droppedMonths, idIsIn, timeIsIn } from './dropped-rows.ts'
import { type IdRange, isInRange } from './order-id-ranges.ts'
import type { Trx } from './tables.ts'

/** A refund whose order or transaction is missing, or not its own: another order, amount, fee, time or kind. */
export interface WrongRefund {
  refund_id: string
  order_id: string
  transaction_id: string
}

/** A transaction of orders that belongs to no order and no refund. */
export interface StrayTransaction {
  transaction_id: string
  kind: string
  order_id: string | null
}

/** Those of the orders of a range, unsorted. A transaction of another order is looked up by its id only where it matters. */
export async function findWrongRefunds(trx: Trx, range: IdRange): Promise<WrongRefund[]> {
  const { rows } = await sql<WrongRefund>`
    with ${droppedMonths},
    booked as (
      select * from transactions where kind <> 'SALE' and ${isInRange(range, 'order_id')}
    )
    select refunds.id as refund_id, refunds.order_id, transaction_id
    from refunds
    left join orders on orders.id = refunds.order_id and ${isInRange(range, 'orders.id')}
    left join products on products.id = product_id
    left join booked on booked.id = transaction_id and booked.order_id = refunds.order_id
    where ${isInRange(range, 'refunds.order_id')} and not ${idIsIn('removing', 'refunds.order_id')}
      and (orders.id is null
      or booked.id is null and (not ${timeIsIn('dropped', 'refunds.created_at')}
        or exists (select from transactions where transactions.id = transaction_id offset 0))
      or booked.id is not null and (booked.kind <> 'REFUND' or booked.source is distinct from 'order'
      or booked.status <> 'PAID' or paid_at <> refunds.created_at
      or booked.merchant_id <> products.merchant_id
      or booked.amount_cents <> -refunds.amount_cents
      or booked.fee_cents <> refunds.fee_cents))`.execute(trx)
  return rows
}

/** Those with an order id of a range, unsorted. */
export async function findStrayTransactions(trx: Trx, range: IdRange): Promise<StrayTransaction[]> {
  const { rows } = await sql<StrayTransaction>`
    with ${droppedMonths},
    stray as (
      select id, kind, order_id from transactions
      where source = 'order' and kind = 'SALE' and ${isInRange(range, 'order_id')}
        and not exists (select from orders where orders.id = order_id and ${isInRange(range, 'orders.id')})
      union all
      select id, kind, order_id from transactions
      where source = 'order' and kind <> 'SALE' and ${isInRange(range, 'order_id')} and ${isNoRefund}
    )
    select id as transaction_id, kind, order_id from stray where not ${idIsIn('dropped', 'order_id')}`.execute(
    trx,
  )
  return rows
}

/** Unsorted. */
export async function findTransactionsWithoutOrder(trx: Trx): Promise<StrayTransaction[]> {
  const { rows } = await sql<StrayTransaction>`
    select id as transaction_id, kind, order_id from transactions
    where source = 'order' and order_id is null and ${isNoRefund}`.execute(trx)
  return rows
}

/** By the index: a join would read all refunds for each range. */
const isNoRefund = sql<boolean>`(kind <> 'REFUND'
  or not exists (select from refunds where transaction_id = transactions.id offset 0))`
