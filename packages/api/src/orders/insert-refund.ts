import type { Order, Refund, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { moveUnits } from './lock-order.ts'

export interface NewRefund {
  /** At most what is not refunded yet. */
  amount_cents: bigint
  /** At most the units that have not returned. */
  return_units: number
  reason: string | undefined
  /** Name of the request's API key. */
  createdBy: string | null
}

/**
 * Refunds a locked order: its sums, a transaction of kind REFUND with a negative amount, and the units that return. The
 * fee is what all refunds return of it by now, less what those before did, if the terms of the sale return it.
 */
export async function insertRefund(
  trx: Trx,
  { id, product_id }: Order,
  { amount_cents, return_units, reason, createdBy }: NewRefund,
): Promise<Refund> {
  // The order, which is locked, then its product, then the lock against a change of a currency, which the transaction
  // comes with: as a sale takes them.
  const noted = await sql<{ fee: string }>`
    update orders
    set refunded_cents = refunded_cents + ${amount_cents}::bigint,
      returned_units = returned_units + ${return_units}::integer
    where id = ${id}
    returning case when refunds_return_fee
      then fee_of_refunds(fee_cents, old.refunded_cents, total_cents, old.returned_units, quantity)
        - fee_of_refunds(fee_cents, new.refunded_cents, total_cents, new.returned_units, quantity)
      else 0 end as fee`.execute(trx)
  const fee = noted.rows[0]?.fee
  if (return_units > 0)
    await moveUnits(trx, product_id, { stock: return_units, sold: -return_units })
  const { rows } = await sql<Refund>`
    with written as (
      insert into transactions
        (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source)
      select merchant_id, -(${amount_cents}::bigint), ${fee}::bigint, 'PAID', now(), 'REFUND', ${id}::uuid, 'order'
      from products where id = ${product_id}
      returning id
    )
    insert into refunds (order_id, amount_cents, fee_cents, return_units, reason, created_by, transaction_id)
    select ${id}::uuid, ${amount_cents}::bigint, ${fee}::bigint, ${return_units}::integer, ${reason ?? null},
      ${createdBy}, id
    from written
    returning *`.execute(trx)
  const [refund] = rows
  if (!refund) throw new Error(`the refund of order ${id} was not inserted`)
  return refund
}
