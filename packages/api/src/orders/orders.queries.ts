import type { Database, Order as Row, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { Order, OrderQuery } from './orders.schemas.ts'
import { toOrder } from './to-order.ts'

export function findOrder(db: Database, id: string): Promise<Row | undefined> {
  return db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst()
}

/** @returns the placed orders that have one of the idempotency keys, by key */
export async function findOrdersByKeys(
  db: Database | Trx,
  wanted: { key: string | undefined }[],
): Promise<Map<string, Order>> {
  const keys = wanted.flatMap(({ key }) => key ?? [])
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('orders')
    .selectAll()
    .where(sql<boolean>`idempotency_key = any(${keys}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.idempotency_key ?? '', toOrder(row)]))
}

export interface OrderFilters extends Pick<OrderQuery, 'buyer_id' | 'product_id' | 'status'> {
  /** Name of the API key that placed them. */
  owner: string | undefined
}

/**
 * Orders from the newest to the oldest, by descending id (UUIDv7).
 *
 * @param before id of the last order of the previous page
 * @param limit rows at most
 */
export function selectOrders(
  db: Database,
  { buyer_id, product_id, status, owner }: OrderFilters,
  before: string | undefined,
  limit: number,
): Promise<Row[]> {
  let query = db.selectFrom('orders').selectAll()
  if (buyer_id !== undefined) query = query.where('buyer_id', '=', buyer_id)
  if (product_id !== undefined) query = query.where('product_id', '=', String(product_id))
  if (status !== undefined) query = query.where('status', '=', status)
  if (owner !== undefined) query = query.where('placed_by', '=', owner)
  if (before !== undefined) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}
