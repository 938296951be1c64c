import { ProblemError } from '../../problems/problem-error.ts'
import type { Order, OrderRequest } from '../orders.schemas.ts'

/** An order as requested. */
export interface WantedOrder extends OrderRequest {
  /** The idempotency key, if the client gave one. */
  key: string | undefined
  /** The name of the API key that the request came with. */
  placed_by?: string | undefined
}

export interface PlacedOrder {
  order: Order
  /** Whether the idempotency key brought back an order placed before. */
  replayed: boolean
}

/** A product's price in cents and the units left of it. */
export interface ProductState {
  price_cents: bigint
  stock: bigint
}

export interface AcceptedOrder extends WantedOrder {
  unit_price_cents: bigint
}

/** What becomes of an order: an answer, or the index of the accepted order that will be its answer. */
type Decision =
  | PlacedOrder
  | ProblemError
  | {
      accepted: number
      /** A second request of the same batch with the same key. */
      duplicate?: WantedOrder
    }

/**
 * Allocates stock, first come first served within a product: an order for more than is left is refused, and a
 * smaller one behind it may still be accepted.
 *
 * @param products by id; `stock` is reduced by what is accepted
 * @param earlier orders placed before with one of the keys, by key
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

/** The answer to an order whose key belongs to one that was placed: that one, if it is the same order. */
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

/** Why a product cannot serve an order; undefined if it can. */
function refuse(
  { product_id, quantity }: OrderRequest,
  product: ProductState,
): ProblemError | undefined {
  if (product.stock < quantity) {
    return new ProblemError(
      'OUT_OF_STOCK',
      `Product ${product_id} has ${product.stock} left, ${quantity} were asked for`,
      // Less than the quantity, so it is a small number.
      { requested: quantity, available: Number(product.stock) },
    )
  }
  // Integer cents; a total that JSON would round is refused rather than sold.
  if (product.price_cents * BigInt(quantity) <= Number.MAX_SAFE_INTEGER) return undefined
  const message = `makes a total beyond ${Number.MAX_SAFE_INTEGER} cents`
  return new ProblemError('VALIDATION', `The quantity ${message}`, {
    errors: [{ path: '/quantity', message }],
  })
}
