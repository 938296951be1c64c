import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database, Order as Row, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { ProblemError } from '../../problems/problem-error.ts'
import { freeLapsedHolds } from '../../products/products.queries.ts'
import { type LockedProduct, lockOrder, lockProductOf, moveUnits } from '../lock-order.ts'
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
  const { product_id, quantity, status } = order
  const product = await lockProductOf(trx, order)
  if (product.is_late) await requireLimit(trx, order, product)
  if (status === 'EXPIRED') await requireUnits(trx, order, product)
  await markConfirmed(trx, order, payment_reference, currency)
  const from = status === 'EXPIRED' ? { stock: -quantity } : { held: -quantity }
  await moveUnits(trx, product_id, { ...from, sold: quantity })
}

/** @throws ProblemError LIMIT_EXCEEDED if the buyer has ordered again since the hold ran out */
async function requireLimit(
  trx: Trx,
  { id, product_id, quantity }: Row,
  { max_per_buyer: limit }: LockedProduct,
): Promise<void> {
  if (limit === null) return
  const { rows } = await sql<{ units: string }>`
    select coalesce((select units from live_units(array[product_id], array[buyer_id])), 0)
      -- It counts as live until now() too, which may have been before it ran out.
      - case when status = 'HELD' and expires_at > now() then quantity else 0 end as units
    from orders where id = ${id}`.execute(trx)
  const remaining = Math.max(limit - Number(rows[0]?.units), 0)
  if (quantity > remaining) throw limitExceeded(product_id, limit, remaining)
}

/** @throws ProblemError HOLD_EXPIRED if others have the units that the hold gave back */
async function requireUnits(
  trx: Trx,
  { product_id, quantity }: Row,
  { held }: LockedProduct,
): Promise<void> {
  if (held !== '0') await freeLapsedHolds(trx, product_id)
  const { rows } = await sql`
    select from products where id = ${product_id} and stock >= ${quantity}`.execute(trx)
  if (rows.length === 0) throw new ProblemError('HOLD_EXPIRED')
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
