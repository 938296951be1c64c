import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { Order } from '../orders.schemas.ts'
import type { AcceptedOrder, WantedOrder } from './allocate.ts'

/**
 * Inserts orders with enough stock in one statement, which is its own transaction: it locks the products in id
 * order, allocates stock in the given order until a product runs short, inserts the orders and takes their units.
 * There is no round trip under a lock.
 *
 * After a lock wait it sees the row as the other transaction committed it (read committed): the locking select
 * returns that row, and the update takes the units from it.
 *
 * @returns the placed orders by their index in `wanted`, without those that `placeOrders` has to decide
 */
export async function insertPlainOrders(
  db: Database,
  wanted: WantedOrder[],
): Promise<Map<number, Order>> {
  const { rows } = await sql<{
    position: string
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
      ) with ordinality as t (product_id, quantity, buyer_id, key, placed_by, position)
    ),
    locked as materialized (
      select id, price_cents, stock from products
      where id in (select product_id from wanted) order by id for update
    ),
    served as materialized (
      select *, uuidv7() as id from (
        select wanted.*, price_cents, stock,
          sum(quantity) over (partition by product_id order by position) as units
        from wanted join locked on locked.id = product_id
      ) as queued
      where units <= stock and price_cents <= ${Number.MAX_SAFE_INTEGER}::bigint / quantity
    ),
    placed as (
      insert into orders
        (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, idempotency_key, placed_by)
      select id, product_id, quantity, buyer_id, price_cents, price_cents * quantity, key, placed_by
      -- By key, so that two statements that share several keys wait for each other instead of deadlocking.
      from served order by key, position
      on conflict (idempotency_key) where idempotency_key is not null do nothing
      returning id, product_id, quantity, unit_price_cents, created_at
    ),
    taken as (
      update products set stock = stock - units, sold = sold + units
      from (select product_id, sum(quantity) as units from placed group by product_id) as sold
      where products.id = sold.product_id
    )
    select position, id, unit_price_cents, created_at from placed join served using (id)`.execute(
    db,
  )
  const placed = new Map<number, Order>()
  for (const row of rows) {
    const index = Number(row.position) - 1
    const order = wanted[index]
    if (order) placed.set(index, newOrder(order, row.unit_price_cents, row))
  }
  return placed
}

/** A new order as the API returns it. Its total has been checked to be at most 2^53 - 1 cents. */
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
 * Inserts orders and takes their units from the locked products, in one statement. Each column is one array
 * parameter: hundreds of parameters would cost more than the rows.
 *
 * @returns the orders, in the given order
 * @throws 23514 from PostgreSQL if the stock does not suffice, 23505 if another transaction has just used a key
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
      ) with ordinality as t (product_id, quantity, buyer_id, unit_price_cents, key, placed_by, position)
    ),
    taken as (
      update products set stock = stock - units, sold = sold + units
      from (select product_id, sum(quantity) as units from wanted group by product_id) as sold
      where products.id = sold.product_id
    ),
    placed as (
      insert into orders
        (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, idempotency_key, placed_by)
      select id, product_id, quantity, buyer_id, unit_price_cents, unit_price_cents * quantity, key, placed_by
      from wanted order by key, position
      returning id, created_at
    )
    select id, created_at from placed join wanted using (id) order by position`.execute(trx)
  return orders.map((order, index) => {
    const row = rows[index]
    if (!row) throw new Error('fewer orders were returned than inserted')
    return newOrder(order, order.unit_price_cents, row)
  })
}
