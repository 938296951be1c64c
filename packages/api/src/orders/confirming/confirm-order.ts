import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database, Order as Row, Trx } from '@order-settlement/db/tables.ts'
import { maxAmountCents } from '@order-settlement/shared/max-amount.ts'
import { sql } from 'kysely'
import { ProblemError } from '../../problems/problem-error.ts'
import { freeUpTo } from '../../products/products.queries.ts'
import { lockOrder, lockProductOf, moveUnits } from '../lock-order.ts'
import { findRequest, insertRequest } from '../order-keys.ts'
import { limitExceeded } from '../placing/to-refusal.ts'
import { readOrder } from '../read-order.ts'
import { type ConfirmedOrder, toRequest, type WantedConfirm } from './wanted-confirm.ts'

/**
 * Sells the units of a hold, at the price of the hold, with the fee of the merchant's terms now. Order, units, sale and
 * idempotency key commit together. A hold that has run out is sold if its units are there and the buyer's limit allows:
 * a card may be charged already. The product may be archived and its sale may have ended.
 *
 * @param currency of merchants that nobody described
 * @returns the order as it is now, also if it was confirmed before
 * @throws ProblemError ORDER_NOT_FOUND, ORDER_CANCELLED, ORDER_ALREADY_CONFIRMED, HOLD_EXPIRED, LIMIT_EXCEEDED,
 *   IDEMPOTENCY_KEY_REUSED
 */
export async function confirmOrder(
  db: Database,
  wanted: WantedConfirm,
  currency: string,
): Promise<ConfirmedOrder> {
  const { id, payment_reference, key, visible } = wanted
  return await runTransaction(db, async (trx) => {
    const order = await lockOrder(trx, id, visible)
    const keyed = { key, request: toRequest(wanted) }
    const earlier = await findRequest(trx, keyed)
    if (!earlier) {
      if (order.status === 'CANCELLED') throw new ProblemError('ORDER_CANCELLED')
      if (order.status === 'CONFIRMED') requireSameReference(order, payment_reference)
      else await sell(trx, order, payment_reference, currency)
      await insertRequest(trx, keyed, { order_id: id, refund_id: null })
    }
    return { order: await readOrder(trx, currency, id), replayed: earlier !== undefined }
  })
}

/** @throws ProblemError ORDER_ALREADY_CONFIRMED for another payment reference: the first one stays */
function requireSameReference(order: Row, wanted: string | undefined): void {
  const payment_reference = order.confirmed_payment_reference ?? order.payment_reference
  if (wanted === undefined || wanted === payment_reference) return
  const detail = `The order is confirmed ${payment_reference === null ? 'without a' : 'with another'} payment reference`
  throw new ProblemError('ORDER_ALREADY_CONFIRMED', detail, { payment_reference })
}

async function sell(
  trx: Trx,
  order: Row,
  payment_reference: string | undefined,
  currency: string,
): Promise<void> {
  const { product_id, quantity } = order
  const isLate = await lockProductOf(trx, order)
  if (isLate) {
    if (order.status === 'HELD') await expireHold(trx, order)
    await requireUnits(trx, order)
  }
  await markConfirmed(trx, order, payment_reference, currency)
  const from = isLate ? { stock: -quantity } : { held: -quantity }
  await moveUnits(trx, product_id, { ...from, sold: quantity })
}

/** Gives back the units of a hold that has run out, as the next order of its product would. */
async function expireHold(trx: Trx, { id, product_id, quantity }: Row): Promise<void> {
  await trx.updateTable('orders').set({ status: 'EXPIRED' }).where('id', '=', id).execute()
  await moveUnits(trx, product_id, { held: -quantity, stock: quantity })
}

/**
 * Applies the rules of an order to an expired hold, but for those of its product's sale.
 *
 * @throws ProblemError LIMIT_EXCEEDED if the buyer has ordered again since the hold ran out
 * @throws ProblemError HOLD_EXPIRED if others have the units that the hold gave back
 */
async function requireUnits(trx: Trx, { product_id, quantity, buyer_id }: Row): Promise<void> {
  await freeUpTo(trx, product_id, BigInt(quantity))
  const { rows } = await sql<{ refused: string | null; limit: number; remaining: string }>`
    select max_per_buyer as "limit", greatest(remaining, 0) as remaining,
      case when quantity > remaining then 'LIMIT_EXCEEDED' when quantity > stock then 'HOLD_EXPIRED' end as refused
    from ruled_orders(array[${product_id}]::bigint[], array[${quantity}]::integer[], array[${buyer_id}]::text[], null,
      ${maxAmountCents}::bigint, false)`.execute(trx)
  const [row] = rows
  if (row?.refused === 'LIMIT_EXCEEDED')
    throw limitExceeded(product_id, row.limit, Number(row.remaining))
  if (row?.refused !== null) throw new ProblemError('HOLD_EXPIRED')
}

/**
 * A trigger takes the fee from the terms and inserts the sale.
 *
 * @throws ProblemError HOLD_EXPIRED if the merchant has another currency now, which no live hold allows
 */
async function markConfirmed(
  trx: Trx,
  { id, product_id }: Row,
  payment_reference: string | undefined,
  currency: string,
): Promise<void> {
  // If the currency changes after the statement has read it, a trigger ends that with 40001, and it is tried again.
  const { rows } = await sql`
    update orders set status = 'CONFIRMED', confirmed_at = now(),
      confirmed_payment_reference = ${payment_reference ?? null}, currency = merchant.currency
    from (
      select coalesce((
        select currency from products join merchants on merchants.id = merchant_id
        where products.id = ${product_id}
      ), ${currency}) as currency
    ) as merchant
    where id = ${id} and (orders.currency is null or orders.currency = merchant.currency)
    returning id`.execute(trx)
  if (rows.length === 0) throw new ProblemError('HOLD_EXPIRED')
}
