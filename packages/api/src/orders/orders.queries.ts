import type { Database, Order as Row, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { Visibility } from '../access/callers.ts'
import type { Order, OrderQuery } from './orders.schemas.ts'
import { toOrder } from './to-order.ts'

/** @param only the one merchant whose order may be found; any if undefined */
export function findOrder(db: Database, id: string, only?: string): Promise<Row | undefined> {
  const query = db.selectFrom('orders').selectAll('orders').where('orders.id', '=', id)
  if (only === undefined) return query.executeTakeFirst()
  return query
    .innerJoin('products', 'products.id', 'product_id')
    .where('merchant_id', '=', only)
    .executeTakeFirst()
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

const firstId = '00000000-0000-0000-0000-000000000000'
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

export interface OrderFilters
  extends Pick<OrderQuery, 'buyer_id' | 'product_id' | 'status'>,
    Visibility {}

/**
 * Orders from the newest to the oldest, by descending id (UUIDv7).
 *
 * @param before id of the last order of the previous page
 * @param limit rows at most
 */
export function selectOrders(
  db: Database,
  { only, ...filters }: OrderFilters,
  before: string | undefined,
  limit: number,
): Promise<Row[]> {
  const matches = matching(filters, before)
  if (only === undefined) {
    const query = db.selectFrom('orders').selectAll().where(matches)
    return query.orderBy('id', 'desc').limit(limit).execute()
  }
  // The newest of each product: the orders of one merchant may be few among all. Compared as rows, which only the
  // index of orders by product can do: by equality the planner may search all orders for each product.
  const place = sql`(orders.product_id, orders.id)`
  return db
    .selectFrom('products')
    .innerJoinLateral(
      ({ selectFrom }) =>
        selectFrom('orders')
          .selectAll('orders')
          .where(sql<boolean>`${place} >= (products.id, ${firstId}::uuid)`)
          .where(sql<boolean>`${place} <= (products.id, ${before ?? lastId}::uuid)`)
          .where(matches)
          .orderBy('orders.product_id', 'desc')
          .orderBy('orders.id', 'desc')
          .limit(limit)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .selectAll('newest')
    .where('products.merchant_id', '=', only)
    .orderBy('newest.id', 'desc')
    .limit(limit)
    .execute()
}

function matching(
  { buyer_id, product_id, status, owner }: Omit<OrderFilters, 'only'>,
  before: string | undefined,
) {
  const filters = [
    buyer_id === undefined ? [] : sql`orders.buyer_id = ${buyer_id}`,
    product_id === undefined ? [] : sql`orders.product_id = ${product_id}`,
    status === undefined ? [] : sql`orders.status = ${status}`,
    owner === undefined ? [] : sql`orders.placed_by = ${owner}`,
    before === undefined ? [] : sql`orders.id < ${before}`,
  ].flat()
  return sql<boolean>`${sql.join([sql`true`, ...filters], sql` and `)}`
}
