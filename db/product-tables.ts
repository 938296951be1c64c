import type { ColumnType, Generated } from 'kysely'
import type { BigInt64, BigInt64WithDefault, CreatedAt, Timestamp } from './columns.ts'

export interface ProductsTable {
  id: Generated<string>
  name: string
  merchant_id: string
  price_cents: BigInt64
  /** Units that no live order has. A change by hand is recorded as a movement, by a trigger. */
  stock: BigInt64
  /** Units of live holds and of confirmed orders, less what was returned. */
  held: BigInt64WithDefault
  sold: BigInt64WithDefault
  /** stock + held + sold, and the sum of the product's movements. */
  supplied: BigInt64WithDefault
  /** Units that one buyer may have at a time; null for no limit. */
  max_per_buyer: number | null
  /** From here, included, to there, excluded; null for no bound. */
  sale_starts_at: Timestamp | null
  sale_ends_at: Timestamp | null
  archived_at: Timestamp | null
  /** The name of the API key; null without API keys, and for products made by hand. */
  created_by: string | null
  created_at: CreatedAt
  /** When the api last changed what describes it; orders and stock do not count. */
  updated_at: CreatedAt
}

/** A supply or a correction of a product's units. Sales are the orders. */
export interface StockMovementsTable {
  id: Generated<string>
  product_id: BigInt64
  delta: BigInt64
  /** `by hand` where a trigger recorded it. */
  reason: string
  /** The name of the API key; null without API keys, and by hand. */
  created_by: string | null
  created_at: CreatedAt
}

/** Several keys may name one product: of the request that created it, and of those that supplied it. */
export interface ProductKeysTable {
  /** With the name of the API key before it, if there is one. */
  idempotency_key: string
  product_id: string
  /** What the request asked for. */
  request: ColumnType<object, string, never>
}
