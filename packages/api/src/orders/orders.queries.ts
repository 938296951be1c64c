import type { KeptStretch } from '@order-settlement/db/dropped-months.ts'
import type { OrderStatus } from '@order-settlement/db/order-tables.ts'
import type { Database, Order, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { Visibility } from '../access/callers.ts'
import { hasLapsed } from '../products/products.queries.ts'
import { firstId, idsPlaced, type OrderTimes } from './order-times.ts'
import type { Order as Answer, OrderQuery, OrderRequest } from './orders.schemas.ts'
import { toOrder } from './to-order.ts'

/** A hold that has run out is EXPIRED, even if no order needed its units yet. */
const currentStatus = sql<OrderStatus>`
  case when ${hasLapsed} then 'EXPIRED' else orders.status end`

/** Null if nobody described the merchant to what placed the order, and nobody has since. */
const currency = sql<string | null>`
  coalesce(orders.currency, (
    select merchants.currency from products join merchants on merchants.id = merchant_id
    where products.id = orders.product_id
  ))`

/**
 * Whether an order may be of a dropped month: one that has ended at least a month ago. By its id, as months are cut. So no
 * order of a running shop is looked for among dropped months.
 */
export const isOld = sql<boolean>`(orders.id < uuidv7(interval '-28 days'))`

const columns = [currentStatus.as('status'), currency.as('currency')] as const

/** @param only the one merchant whose order may be found; any if undefined */
export function findOrder(
  db: Database | Trx,
  id: string,
  only?: string,
): Promise<(Order & { is_old: boolean }) | undefined> {
  const query = db
    .selectFrom('orders')
    .selectAll('orders')
    .select([...columns, isOld.as('is_old')])
    .where('orders.id', '=', id)
  if (only === undefined) return query.executeTakeFirst()
  return query
    .innerJoin('products', 'products.id', 'product_id')
    .where('merchant_id', '=', only)
    .executeTakeFirst()
}

/** An order as it is now, and as it was asked for. */
export interface EarlierOrder {
  order: Answer
  request: OrderRequest
}

/**
 * @param currency of merchants that nobody described
 * @returns the placed orders that have one of the idempotency keys, by key
 */
export async function findOrdersByKeys(
  db: Database | Trx,
  wanted: { key: string | undefined }[],
  currency: string,
): Promise<Map<string, EarlierOrder>> {
  const keys = wanted.flatMap(({ key }) => key ?? [])
  if (keys.length === 0) return new Map()
  // Keys of before they had a table are in the default partition. An order's id tells its partition, its key does not.
  const placed = sql<{ order_id: string }>`(
    select order_id from order_placing_keys where idempotency_key = any(${keys}::text[])
    union select id from orders_default where idempotency_key = any(${keys}::text[])
  )`
  const rows = await db
    .selectFrom(placed.as('placed'))
    .innerJoin('orders', 'orders.id', 'placed.order_id')
    .selectAll('orders')
    .select(columns)
    .execute()
  return new Map(
    rows.map((row) => {
      const order = toOrder(row, currency)
      return [row.idempotency_key ?? '', { order, request: toRequest(row, order) }]
    }),
  )
}

function toRequest(
  { expires_at, created_at, payment_reference }: Order,
  { product_id, quantity, buyer_id }: Answer,
): OrderRequest {
  return {
    product_id,
    quantity,
    buyer_id,
    // Whole seconds: the database added them.
    ...(expires_at && { hold_seconds: (expires_at.getTime() - created_at.getTime()) / 1000 }),
    ...(payment_reference !== null && { payment_reference }),
  }
}

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

export interface OrderFilters
  extends Pick<OrderQuery, 'buyer_id' | 'product_id' | 'status'>,
    Visibility,
    OrderTimes {
  /** Where the orders are; anywhere if undefined. */
  kept?: KeptStretch
}

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
): Promise<Order[]> {
  const ids = idsPlaced(filters, before, filters.kept)
  const matches = matching(filters, ids)
  if (only === undefined) {
    const query = db.selectFrom('orders').selectAll('orders').select(columns).where(matches)
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
          .select(columns)
          .where(sql<boolean>`${place} >= (products.id, ${ids.least}::uuid)`)
          .where(sql<boolean>`${place} <= (products.id, ${ids.below ?? lastId}::uuid)`)
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

/** Also says that the order is not confirmed, which is the condition of the index of the rarer states. */
function hasStatus(status: OrderStatus) {
  if (status === 'HELD') return sql`orders.status = 'HELD' and orders.expires_at > now()`
  if (status !== 'EXPIRED') return sql`orders.status = ${status}`
  return sql`orders.status <> 'CONFIRMED'
    and (orders.status = 'EXPIRED' or ${hasLapsed})`
}

function matching(
  { buyer_id, product_id, status, owner, from, to }: Omit<OrderFilters, 'only'>,
  { least, below }: ReturnType<typeof idsPlaced>,
) {
  const filters = [
    buyer_id === undefined ? [] : sql`orders.buyer_id = ${buyer_id}`,
    product_id === undefined ? [] : sql`orders.product_id = ${product_id}`,
    status === undefined ? [] : hasStatus(status),
    owner === undefined ? [] : sql`orders.placed_by = ${owner}`,
    from === undefined ? [] : sql`orders.created_at >= ${from}`,
    least === firstId ? [] : sql`orders.id >= ${least}`,
    to === undefined ? [] : sql`orders.created_at < ${to}`,
    below === undefined ? [] : sql`orders.id < ${below}`,
  ].flat()
  return sql<boolean>`${sql.join([sql`true`, ...filters], sql` and `)}`
}
