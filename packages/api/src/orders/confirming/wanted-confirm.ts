import type { OrderAction } from '../lock-order.ts'
import type { ConfirmRequest, Order } from '../orders.schemas.ts'

/** A confirm of an order: the request's path, body and headers. */
export interface WantedConfirm extends ConfirmRequest, Pick<OrderAction, 'key' | 'visible'> {
  /** Of the order, in lower case as PostgreSQL writes it. */
  id: string
}

export interface ConfirmedOrder {
  order: Order
  /** Whether an earlier request with the same idempotency key confirmed it. */
  replayed: boolean
}

/** What a confirm asks for: one with the same idempotency key must ask for the same. */
export function toRequest({ id, payment_reference }: WantedConfirm): object {
  return { confirm: { id, payment_reference } }
}
