import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database, Order as Row, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { insertRefund } from './insert-refund.ts'
import { lockOrder, moveUnits, type OrderAction } from './lock-order.ts'
import { findRequest, insertRequest } from './order-keys.ts'
import type { CancelRequest, Order } from './orders.schemas.ts'
import { readOrder } from './read-order.ts'

export interface Cancellation extends OrderAction {
  /** Called before money goes back. @throws if the caller may not refund */
  requireRefunds: () => void
  /** Name of the request's API key. */
  createdBy: string | null
}

/**
 * Cancels an order: a hold gives its units back, and a sale is refunded what is not refunded yet, with the units that
 * have not returned. Order, units, refund and idempotency key commit together.
 *
 * @returns the order as it is now, also if it was cancelled before
 * @throws ProblemError ORDER_NOT_FOUND, IDEMPOTENCY_KEY_REUSED, and what `requireRefunds` throws
 */
export async function cancelOrder(
  db: Database,
  id: string,
  { reason }: CancelRequest,
  { key, visible, currency, requireRefunds, createdBy }: Cancellation,
): Promise<{ order: Order; replayed: boolean }> {
  return await runTransaction(db, async (trx) => {
    const order = await lockOrder(trx, id, visible)
    const keyed = { key, request: { cancel: { id: order.id, reason } } }
    const earlier = await findRequest(trx, keyed)
    if (!earlier) {
      if (order.status === 'CONFIRMED')
        await refundRest(trx, order, { reason, requireRefunds, createdBy })
      if (order.status === 'HELD')
        await moveUnits(trx, order.product_id, { held: -order.quantity, stock: order.quantity })
      if (order.status !== 'CANCELLED') await markCancelled(trx, id, reason)
      await insertRequest(trx, keyed, { order_id: id, refund_id: null })
    }
    return { order: await readOrder(trx, currency, id), replayed: earlier !== undefined }
  })
}

async function refundRest(
  trx: Trx,
  order: Row,
  {
    reason,
    requireRefunds,
    createdBy,
  }: { reason: string | undefined } & Pick<Cancellation, 'requireRefunds' | 'createdBy'>,
): Promise<void> {
  const amount_cents = BigInt(order.total_cents) - BigInt(order.refunded_cents)
  const return_units = order.quantity - order.returned_units
  if (amount_cents > 0n) requireRefunds()
  if (amount_cents > 0n || return_units > 0)
    await insertRefund(trx, order, { amount_cents, return_units, reason, createdBy })
}

async function markCancelled(trx: Trx, id: string, reason: string | undefined): Promise<void> {
  await trx
    .updateTable('orders')
    .set({ status: 'CANCELLED', cancelled_at: sql<Date>`now()`, cancel_reason: reason ?? null })
    .where('id', '=', id)
    .execute()
}
