import type { Database, Order as Row } from '@order-settlement/shared/database.ts'
import { runTransaction } from '../run-transaction.ts'
import { OrderError } from './orders.errors.ts'
import { findOrderByKey, insertOrder, lockProduct, takeStock } from './orders.queries.ts'
import type { Order, OrderRequest } from './orders.schemas.ts'
import { toOrder } from './to-order.ts'

export interface PlacedOrder {
  order: Order
  /** Whether the idempotency key brought back an order placed before. */
  replayed: boolean
}

/**
 * Sells from stock: order, key and stock commit together, and a refusal leaves no trace. However many
 * call it at once, no more units are sold than there are, and one key places one order.
 *
 * @throws OrderError PRODUCT_NOT_FOUND, OUT_OF_STOCK, IDEMPOTENCY_KEY_REUSED, or VALIDATION for a total
 * beyond 2^53 - 1 cents
 */
export function placeOrder(
  db: Database,
  wanted: OrderRequest,
  key: string | undefined,
): Promise<PlacedOrder> {
  return runTransaction(db, async (trx) => {
    const product = await lockProduct(trx, wanted.product_id)
    // After the lock: an order of the same key may have committed while this one waited for it, and it
    // is the answer even if it took the last unit.
    const earlier = key === undefined ? undefined : await findOrderByKey(trx, key)
    if (earlier) return { order: replay(earlier, wanted), replayed: true }

    if (!product)
      throw new OrderError('PRODUCT_NOT_FOUND', `There is no product ${wanted.product_id}`)
    if (BigInt(product.stock) < wanted.quantity) throw outOfStock(wanted, product.stock)

    const order = await insertOrder(trx, {
      ...wanted,
      unit_price_cents: product.price_cents,
      total_cents: totalCents(product.price_cents, wanted.quantity),
      idempotency_key: key ?? null,
    })
    await takeStock(trx, product.id, wanted.quantity)
    return { order: toOrder(order), replayed: false }
  })
}

function replay(earlier: Row, wanted: OrderRequest): Order {
  const order = toOrder(earlier)
  const same =
    order.product_id === wanted.product_id &&
    order.quantity === wanted.quantity &&
    order.buyer_id === wanted.buyer_id
  if (same) return order
  throw new OrderError(
    'IDEMPOTENCY_KEY_REUSED',
    'The Idempotency-Key belongs to an order with another body',
  )
}

function outOfStock({ product_id, quantity }: OrderRequest, stock: string): OrderError {
  return new OrderError(
    'OUT_OF_STOCK',
    `Product ${product_id} has ${stock} left, ${quantity} were asked for`,
    // Less than the quantity, so it is a small number.
    { requested: quantity, available: Number(stock) },
  )
}

/** Integer cents; a total that JSON would round is refused rather than sold. */
function totalCents(unitPriceCents: string, quantity: number): bigint {
  const total = BigInt(unitPriceCents) * BigInt(quantity)
  if (total <= Number.MAX_SAFE_INTEGER) return total
  const message = `makes a total beyond ${Number.MAX_SAFE_INTEGER} cents`
  throw new OrderError('VALIDATION', `The quantity ${message}`, {
    errors: [{ path: '/quantity', message }],
  })
}
