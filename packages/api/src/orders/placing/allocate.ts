import { ProblemError } from '../../problems/problem-error.ts'
import type { Order, OrderRequest } from '../orders.schemas.ts'

/** An order to place: the request's body and its headers. */
export interface WantedOrder extends OrderRequest {
  /** The idempotency key in its caller's scope. */
  key: string | undefined
  /** Name of the request's API key. */
  placed_by?: string | undefined
}

export interface PlacedOrder {
  order: Order
  /** Whether this is an earlier order with the same idempotency key. */
  replayed: boolean
}

/** A product's price in cents and its units in stock. */
export interface ProductState {
  price_cents: bigint
  stock: bigint
}

export interface AcceptedOrder extends WantedOrder {
  unit_price_cents: bigint
}

/** The answer to an order, or the index of the accepted order that will be its answer. */
type Decision =
  | PlacedOrder
  | ProblemError
  | {
      accepted: number
      /** Set for a later request of the batch with the same key. */
      duplicate?: WantedOrder
    }

/**
 * Allocates stock, first come, first served within a product. An order for more units than are left is refused; a
 * smaller one after it may still be accepted.
 *
 * @param products by id; `stock` is reduced by the accepted units
 * @param earlier orders placed before with one of these keys, by key
 */
export function allocate(
  wanted: WantedOrder[],
  products: Map<number, ProductState>,
  earlier: Map<string, Order>,
): { decisions: Decision[]; accepted: AcceptedOrder[] } {
  const accepted: AcceptedOrder[] = []
  const indexByKey = new Map<string, number>()
  const decisions = wanted.map((order): Decision => {
    const known = order.key === undefined ? undefined : earlier.get(order.key)
    if (known) return replay(known, order)
    const index = order.key === undefined ? undefined : indexByKey.get(order.key)
    if (index !== undefined) return { accepted: index, duplicate: order }

    const product = products.get(order.product_id)
    if (!product) return notFound(order)
    const refusal = refuse(order, product)
    if (refusal) return refusal
    product.stock -= BigInt(order.quantity)
    accepted.push({ ...order, unit_price_cents: product.price_cents })
    if (order.key !== undefined) indexByKey.set(order.key, accepted.length - 1)
    return { accepted: accepted.length - 1 }
  })
  return { decisions, accepted }
}

/** Answers an order whose key belongs to a placed order: with that one if the bodies are equal. */
export function replay(placed: Order, wanted: WantedOrder): PlacedOrder | ProblemError {
  const same =
    placed.product_id === wanted.product_id &&
    placed.quantity === wanted.quantity &&
    placed.buyer_id === wanted.buyer_id
  if (same) return { order: placed, replayed: true }
  return new ProblemError(
    'IDEMPOTENCY_KEY_REUSED',
    'The Idempotency-Key belongs to an order with another body',
  )
}

function notFound({ product_id }: OrderRequest): ProblemError {
  return new ProblemError('PRODUCT_NOT_FOUND', `There is no product ${product_id}`)
}

/** @returns why the product cannot serve the order; undefined if it can */
function refuse(
  { product_id, quantity }: OrderRequest,
  product: ProductState,
): ProblemError | undefined {
  if (product.stock < quantity) {
    return new ProblemError(
      'OUT_OF_STOCK',
      `Product ${product_id} has ${product.stock} left, ${quantity} were asked for`,
      // A safe integer: it is less than the quantity.
      { requested: quantity, available: Number(product.stock) },
    )
  }
  // A total that JSON would round is refused.
  if (product.price_cents * BigInt(quantity) <= Number.MAX_SAFE_INTEGER) return undefined
  const message = `makes a total beyond ${Number.MAX_SAFE_INTEGER} cents`
  return new ProblemError('VALIDATION', `The quantity ${message}`, {
    errors: [{ path: '/quantity', message }],
  })
}
