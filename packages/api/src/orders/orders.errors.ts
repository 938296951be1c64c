import { Refusal } from '../problems/refusal.ts'

export type OrderErrorCode =
  | 'VALIDATION'
  | 'PRODUCT_NOT_FOUND'
  | 'ORDER_NOT_FOUND'
  | 'OUT_OF_STOCK'
  | 'IDEMPOTENCY_KEY_REUSED'

const statuses = {
  VALIDATION: 400,
  PRODUCT_NOT_FOUND: 404,
  ORDER_NOT_FOUND: 404,
  OUT_OF_STOCK: 409,
  IDEMPOTENCY_KEY_REUSED: 422,
} satisfies Record<OrderErrorCode, number>

/** An order that is not placed, or not there. */
export class OrderError extends Refusal<OrderErrorCode> {
  get status(): number {
    return statuses[this.code]
  }
}
