import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database, Order, Trx } from '@order-settlement/db/tables.ts'
import { invalidField, ProblemError } from '../problems/problem-error.ts'
import { insertRefund } from './insert-refund.ts'
import { lockOrder, type OrderAction } from './lock-order.ts'
import { findRequest, insertRequest } from './order-keys.ts'
import type { Refund, RefundRequest } from './refunds.schemas.ts'
import { toRefund } from './to-refund.ts'

/**
 * Refunds an order in part or whole; units that return are sold again at once. Refund, transaction, units and
 * idempotency key commit together.
 *
 * @returns the refund, made now or by an earlier request with the same key
 * @throws ProblemError ORDER_NOT_FOUND, ORDER_NOT_CONFIRMED, REFUND_EXCEEDS_ORDER, RETURN_EXCEEDS_ORDER,
 *   IDEMPOTENCY_KEY_REUSED, or VALIDATION for neither money nor units
 */
export async function refundOrder(
  db: Database,
  id: string,
  { amount_cents, return_units = 0, reason }: RefundRequest,
  { key, visible, createdBy }: OrderAction & { createdBy: string | null },
): Promise<{ refund: Refund; replayed: boolean }> {
  if (amount_cents === 0 && return_units === 0)
    throw invalidField('/amount_cents', 'must not be 0 unless units return')
  return await runTransaction(db, async (trx) => {
    const order = await lockOrder(trx, id, visible)
    const asked = { id: order.id, amount_cents, return_units, reason }
    const keyed = { key, request: { refund: asked } }
    const earlier = await findRequest(trx, keyed)
    if (earlier) return { refund: await readRefund(trx, earlier.refund_id), replayed: true }
    requireRefundable(order, BigInt(amount_cents), return_units)
    const wanted = { amount_cents: BigInt(amount_cents), return_units, reason, createdBy }
    const refund = await insertRefund(trx, order, wanted)
    await insertRequest(trx, keyed, { order_id: id, refund_id: refund.id })
    return { refund: toRefund(refund), replayed: false }
  })
}

function requireRefundable(order: Order, amount: bigint, units: number): void {
  const { status, confirmed_at } = order
  const refundable = BigInt(order.total_cents) - BigInt(order.refunded_cents)
  const returnable_units = order.quantity - order.returned_units
  // A sale that SQL has marked as cancelled: what the buyer has not got back can still be refunded.
  const isLeft =
    status === 'CANCELLED' && confirmed_at !== null && (refundable > 0n || returnable_units > 0)
  if (status !== 'CONFIRMED' && !isLeft)
    throw new ProblemError('ORDER_NOT_CONFIRMED', explain(status))
  if (amount > refundable) {
    throw new ProblemError('REFUND_EXCEEDS_ORDER', `${refundable} cents are not refunded yet`, {
      // A safe integer: it is less than the amount.
      refundable_cents: Number(refundable),
    })
  }
  if (units > returnable_units) {
    const detail = `${returnable_units} units have not returned yet`
    throw new ProblemError('RETURN_EXCEEDS_ORDER', detail, { returnable_units })
  }
}

function explain(status: Order['status']): string {
  return status === 'CANCELLED'
    ? 'The order is cancelled: all of its money is refunded, and its units are back'
    : `The order is ${status}: nothing was sold yet`
}

async function readRefund(trx: Trx, id: string | null): Promise<Refund> {
  const query = trx.selectFrom('refunds').selectAll().where('id', '=', id)
  return toRefund(await query.executeTakeFirstOrThrow())
}
