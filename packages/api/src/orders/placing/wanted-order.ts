import { maxAmountCents } from '@order-settlement/shared/max-amount.ts'
import { type RawBuilder, sql } from 'kysely'
import { ProblemError } from '../../problems/problem-error.ts'
import type { EarlierOrder } from '../orders.queries.ts'
import type { Order, OrderRequest } from '../orders.schemas.ts'

/** An order to place: the request's body and its headers. */
export interface WantedOrder extends OrderRequest {
  /** The idempotency key in its caller's scope. */
  key: string | undefined
  /** Name of the request's API key. */
  placed_by?: string | undefined
  /** The one merchant whose product may be ordered; any if undefined. */
  only?: string | undefined
}

export interface PlacedOrder {
  order: Order
  /** Whether this is an earlier order with the same idempotency key. */
  replayed: boolean
}

/** The order, why it is refused, or why it is not known what became of it. */
export type Answer = PlacedOrder | ProblemError | Error

/** Answers an order whose key belongs to a placed order: with that one if the bodies are equal. */
export function replay(
  { order, request }: EarlierOrder,
  wanted: WantedOrder,
): PlacedOrder | ProblemError {
  const same =
    request.product_id === wanted.product_id &&
    request.quantity === wanted.quantity &&
    request.buyer_id === wanted.buyer_id &&
    request.hold_seconds === wanted.hold_seconds &&
    request.payment_reference === wanted.payment_reference
  if (same) return { order, replayed: true }
  return new ProblemError(
    'IDEMPOTENCY_KEY_REUSED',
    'The Idempotency-Key belongs to an order with another body',
  )
}

/** The arguments of the functions of the database that apply the rules. */
export function toRuleArguments(wanted: WantedOrder[]): RawBuilder<unknown> {
  const only = wanted.map((order) => order.only ?? null)
  return sql`
    ${wanted.map(({ product_id }) => product_id)}::bigint[],
    ${wanted.map(({ quantity }) => quantity)}::integer[],
    ${wanted.map(({ buyer_id }) => buyer_id)}::text[],
    ${only.some((merchant) => merchant !== null) ? only : null}::text[],
    ${maxAmountCents}::bigint`
}
