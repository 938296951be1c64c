import type { Database, Order as Row, Trx } from '@order-settlement/db/tables.ts'
import { safeInteger } from '@order-settlement/shared/json-integers.ts'
import { sql } from 'kysely'
import type { Order, OrderQuery } from './orders.schemas.ts'
import type { AcceptedOrder, ProductState, WantedOrder } from './placing/allocate.ts'
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
 * Inserts the orders that are plainly served, in one statement that is its own transaction: it locks the
 * products in id order, gives out stock in the order given until a product runs short, inserts those
 * orders and takes their units. No round trip happens under a lock.
 *
 * What waits for a lock here goes on with the row as the holder left it (read committed): the locking
 * select returns that row, and the update takes the units from it.
 *
 * @returns the orders placed, by their index; those that need a closer look are left out
 */
export async function insertPlainOrders(
  db: Database,
  wanted: WantedOrder[],
): Promise<Map<number, Order>> {
  const { rows } = await sql<{
    place: string
    id: string
    unit_price_cents: string
    created_at: Date
  }>`
    with wanted as materialized (
      select * from unnest(
        ${wanted.map((order) => order.product_id)}::bigint[],
        ${wanted.map((order) => order.quantity)}::integer[],
        ${wanted.map((order) => order.buyer_id)}::text[],
        ${wanted.map((order) => order.key ?? null)}::text[],
        ${wanted.map((order) => order.placed_by ?? null)}::text[]
      ) with ordinality as t (product_id, quantity, buyer_id, key, placed_by, place)
    ),
    locked as materialized (
      select id, price_cents, stock from products
      where id in (select product_id from wanted) order by id for update
    ),
    served as materialized (
      select *, uuidv7() as id from (
        select wanted.*, price_cents, stock,
          sum(quantity) over (partition by product_id order by place) as units
        from wanted join locked on locked.id = product_id
      ) as queued
      where units <= stock and price_cents <= ${Number.MAX_SAFE_INTEGER}::bigint / quantity
    ),
    placed as (
      insert into orders
        (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, idempotency_key, placed_by)
      select id, product_id, quantity, buyer_id, price_cents, price_cents * quantity, key, placed_by
      -- By key: two statements that share several keys then wait for one another, and cannot deadlock.
      from served order by key, place
      on conflict (idempotency_key) where idempotency_key is not null do nothing
      returning id, product_id, quantity, unit_price_cents, created_at
    ),
    taken as (
      update products set stock = stock - units
      from (select product_id, sum(quantity) as units from placed group by product_id) as sold
      where products.id = sold.product_id
    )
    select place, id, unit_price_cents, created_at from placed join served using (id)`.execute(db)
  const placed = new Map<number, Order>()
  for (const row of rows) {
    const index = Number(row.place) - 1
    const order = wanted[index]
    if (order) placed.set(index, newOrder(order, row.unit_price_cents, row))
  }
  return placed
}

/** The order as callers see it. Its total is known to be below 2^53 cents. */
function newOrder(
  { product_id, quantity, buyer_id }: WantedOrder,
  unitPriceCents: string | bigint,
  { id, created_at }: { id: string; created_at: Date },
): Order {
  return {
    id,
    product_id,
    quantity,
    buyer_id,
    status: 'CONFIRMED',
    unit_price_cents: Number(unitPriceCents),
    total_cents: Number(unitPriceCents) * quantity,
    created_at: created_at.toISOString(),
  }
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
      select *, uuidv7() as id from unnest(
        ${orders.map((order) => order.product_id)}::bigint[],
        ${orders.map((order) => order.quantity)}::integer[],
        ${orders.map((order) => order.buyer_id)}::text[],
        ${orders.map((order) => order.unit_price_cents)}::bigint[],
        ${orders.map((order) => order.key ?? null)}::text[],
        ${orders.map((order) => order.placed_by ?? null)}::text[]
      ) with ordinality as t (product_id, quantity, buyer_id, unit_price_cents, key, placed_by, place)
    ),
    taken as (
      update products set stock = stock - units
      from (select product_id, sum(quantity) as units from wanted group by product_id) as sold
      where products.id = sold.product_id
    ),
    placed as (
      insert into orders
        (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, idempotency_key, placed_by)
      select id, product_id, quantity, buyer_id, unit_price_cents, unit_price_cents * quantity, key, placed_by
      from wanted order by key, place
      returning id, created_at
    )
    select id, created_at from placed join wanted using (id) order by place`.execute(trx)
  return orders.map((order, place) => {
    const row = rows[place]
    if (!row) throw new Error('fewer orders came back than were inserted')
    return newOrder(order, order.unit_price_cents, row)
  })
}

export function findOrder(db: Database, id: string): Promise<Row | undefined> {
  return db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst()
}

export interface OrderFilters extends Pick<OrderQuery, 'buyer_id' | 'product_id' | 'status'> {
  /** Name of the API key that placed them. */
  owner: string | undefined
}

/**
 * Orders by descending id, which is from the newest to the oldest.
 *
 * @param before only orders whose id is smaller
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
