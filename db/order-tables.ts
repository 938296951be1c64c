import type { ColumnType, Generated } from 'kysely'
import type { BigInt64, BigInt64WithDefault, CreatedAt, Timestamp } from './columns.ts'

/** A hold that is past `expires_at` is as good as EXPIRED, whether or not that was written. */
export type OrderStatus = 'HELD' | 'CONFIRMED' | 'CANCELLED' | 'EXPIRED'

/** Partitioned by the month of the id. */
export interface OrdersTable {
  id: Generated<string>
  product_id: BigInt64
  quantity: number
  buyer_id: string
  status: Generated<OrderStatus>
  unit_price_cents: BigInt64
  total_cents: BigInt64
  /** With the name of the API key before it, if there is one. */
  idempotency_key: string | null
  /** The name of the API key; null if the api asked for none. */
  placed_by: string | null
  created_at: CreatedAt
  /** Of the merchant when it was placed; null if nobody described the merchant to what wrote the row. */
  currency: string | null
  /** Until when a hold has its units; null for orders that were confirmed at once. */
  expires_at: Timestamp | null
  /** When it was sold. Null for holds, and for orders from before sales were transactions. */
  confirmed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  cancelled_at: Timestamp | null
  cancel_reason: string | null
  /** Sums of its refunds, in cents and in units. */
  refunded_cents: BigInt64WithDefault
  returned_units: Generated<number>
  /** What the request that placed it named, and the one that confirmed it, which counts if there is one. */
  payment_reference: string | null
  confirmed_payment_reference: string | null
  /** What the merchant's terms took at the sale, and whether refunds return it; null if it was not sold, as above. */
  fee_cents: BigInt64 | null
  refunds_return_fee: boolean | null
}

/**
 * The order of an idempotency key that a request placed it with. Keys of before this table was there are in
 * `orders_default` alone.
 */
export interface OrderPlacingKeysTable {
  /** With the name of the API key before it, if there is one. */
  idempotency_key: string
  order_id: string
}

/** What an order was refunded, and the units that came back with it. */
export interface RefundsTable {
  id: Generated<string>
  order_id: string
  amount_cents: BigInt64
  /** What the merchant gets back of its fee: 0 or negative. */
  fee_cents: BigInt64
  return_units: number
  reason: string | null
  /** The name of the API key; null without API keys. */
  created_by: string | null
  created_at: CreatedAt
  /** Its transaction, of kind REFUND. */
  transaction_id: string
}

/** Several keys may name one order: of requests that confirmed, cancelled or refunded it. */
export interface OrderKeysTable {
  /** With the name of the API key before it, if there is one. */
  idempotency_key: string
  order_id: string
  /** The refund that the request made; null for a request of another kind. */
  refund_id: string | null
  /** What the request asked for. */
  request: ColumnType<object, string, never>
}
