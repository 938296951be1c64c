import type { Order } from '@order-settlement/client'

/** An order that was acknowledged, and what was asked of it since. */
export interface AcknowledgedOrder {
  id: string
  product_id: number
  quantity: number
  buyer_id: string
  total_cents: number
  /** Whether a confirmation, or the order itself if it is no hold, was acknowledged. */
  confirmed: boolean
  cancelled: boolean
  /** Whether a request was sent, answered or not. */
  confirmSent: boolean
  cancelSent: boolean
}

export interface AcknowledgedRefund {
  id: string
  order_id: string
  amount_cents: number
  return_units: number
}

/**
 * What clients remember. The keys are tokens: each order, refund and restock carries one of its own, as its payment
 * reference or reason, and as its idempotency key.
 */
export interface Acknowledged {
  orders: Map<string, AcknowledgedOrder>
  refunds: Map<string, AcknowledgedRefund>
  restocks: Map<string, { product_id: number; delta: number }>
  /** Files; their lines carry the token. */
  imports: Set<string>
  /** Settlements. */
  jobs: string[]
  /** Of requests without an answer: each may or may not have had its effect. */
  unanswered: Set<string>
  /** Answers that no request may get. */
  faults: string[]
  /** Counts of the answers, by status or code. */
  answers: Map<string, number>
}

export function rememberNothing(): Acknowledged {
  return {
    orders: new Map(),
    refunds: new Map(),
    restocks: new Map(),
    imports: new Set(),
    jobs: [],
    unanswered: new Set(),
    faults: [],
    answers: new Map(),
  }
}

export function toAcknowledged(order: Order): AcknowledgedOrder {
  const { id, product_id, quantity, buyer_id, total_cents, status } = order
  const untouched = { cancelled: false, confirmSent: false, cancelSent: false }
  const sold = status === 'CONFIRMED'
  return { id, product_id, quantity, buyer_id, total_cents, confirmed: sold, ...untouched }
}
