import type { Database, Order as Row, Trx } from '@order-settlement/shared/database.ts'
import { sql } from 'kysely'
import { safeInteger } from '../safe-integer.ts'
import type { AcceptedOrder, ProductState, WantedOrder } from './allocate.ts'
import type { Order, OrderQuery } from './orders.schemas.ts'
import { toOrder } from './to-order.ts'

/**
 * Locks products until the transaction ends, in id order: two transactions that share products then wait
 * for one another, and cannot deadlock.
 *
 * @returns the products that there are, by id
 */
export async function lockProducts(
  trx: Trx,
  wanted: WantedOrder[],
): Promise<Map<number, ProductState>> {
  const rows = await wantedProducts(trx, wanted).orderBy('id').forUpdate().execute()
  return toProducts(rows)
}

/** As `lockProducts`, without a lock: what was true a moment ago. */
export async function readProducts(
  db: Database,
  wanted: WantedOrder[],
): Promise<Map<number, ProductState>> {
  return toProducts(await wantedProducts(db, wanted).execute())
}

function wantedProducts(db: Database | Trx, wanted: WantedOrder[]) {
  const ids = [...new Set(wanted.map(({ product_id }) => product_id))]
  return db
    .selectFrom('products')
    .select(['id', 'price_cents', 'stock'])
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
}

function toProducts(rows: { id: string; price_cents: string; stock: string }[]) {
  return new Map(
    rows.map(({ id, price_cents, stock }) => [
      safeInteger(id),
      { price_cents: BigInt(price_cents), stock: BigInt(stock) },
    ]),
  )
}

/** @returns the orders that were placed with one of the keys wanted, by key */
export async function findOrdersByKeys(
  db: Database | Trx,
  wanted: WantedOrder[],
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

/**
 * Inserts orders and takes their units off the locked products, in one statement. Each column travels as
 * one array: hundreds of parameters would cost more than the rows.
 *
 * @returns the orders, in the order given
 * @throws 23514 from PostgreSQL if the stock does not suffice, 23505 if a key has just been taken
 */
export async function insertOrders(trx: Trx, orders: AcceptedOrder[]): Promise<Order[]> {
  if (orders.length === 0) return []
  const { rows } = await sql<{ id: string; created_at: Date }>`
    with wanted as materialized (
      select * from unnest(
        ${orders.map((order) => order.product_id)}::bigint[],
        ${orders.map((order) => order.quantity)}::integer[],
        ${orders.map((order) => order.buyer_id)}::text[],
        ${orders.map((order) => order.unit_price_cents)}::bigint[],
        ${orders.map((order) => order.key ?? null)}::text[]
      ) with ordinality as t (product_id, quantity, buyer_id, unit_price_cents, key, place)
    ),
    taken as (
      update products set stock = stock - units
      from (select product_id, sum(quantity) as units from wanted group by product_id) as sold
      where products.id = sold.product_id
    )
    insert into orders
      (product_id, quantity, buyer_id, unit_price_cents, total_cents, idempotency_key)
    select product_id, quantity, buyer_id, unit_price_cents, unit_price_cents * quantity, key
    from wanted order by place
    returning id, created_at`.execute(trx)
  return orders.map(({ product_id, quantity, buyer_id, unit_price_cents }, place) => {
    const row = rows[place]
    if (!row) throw new Error('fewer orders came back than were inserted')
    return {
      id: row.id,
      product_id,
      quantity,
      buyer_id,
      status: 'CONFIRMED',
      unit_price_cents: Number(unit_price_cents),
      total_cents: Number(unit_price_cents) * quantity,
      created_at: row.created_at.toISOString(),
    }
  })
}

export function findOrder(db: Database, id: string): Promise<Row | undefined> {
  return db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * Orders by descending id, which is from the newest to the oldest.
 *
 * @param before only orders whose id is smaller
 * @param limit rows at most
 */
export function selectOrders(
  db: Database,
  { buyer_id, product_id, status }: Pick<OrderQuery, 'buyer_id' | 'product_id' | 'status'>,
  before: string | undefined,
  limit: number,
): Promise<Row[]> {
  let query = db.selectFrom('orders').selectAll()
  if (buyer_id !== undefined) query = query.where('buyer_id', '=', buyer_id)
  if (product_id !== undefined) query = query.where('product_id', '=', String(product_id))
  if (status !== undefined) query = query.where('status', '=', status)
  if (before !== undefined) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}
