import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/** Of the dump. */
const firstOrder = '01a21881-1f2e-77ea-b4fb-a0d464a73049'

export interface WantedOrder {
  product_id: number
  quantity: number
  buyer_id: string
  key: string
}

/** The statement of the version before that inserts most orders, word by word. */
export async function insertPlainOrders(db: Database, wanted: WantedOrder[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with wanted as materialized (
      select * from unnest(
        ${wanted.map((order) => order.product_id)}::bigint[],
        ${wanted.map((order) => order.quantity)}::integer[],
        ${wanted.map((order) => order.buyer_id)}::text[],
        ${wanted.map((order) => order.key)}::text[],
        ${wanted.map(() => 'shop')}::text[]
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
      update products set stock = stock - units
      from (select product_id, sum(quantity) as units from placed group by product_id) as sold
      where products.id = sold.product_id
    )
    select position, id, unit_price_cents, created_at from placed join served using (id)`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** The transaction of the version before that inserts the other orders, word by word: here without a shortage. */
export async function placeOrders(db: Database, orders: WantedOrder[]): Promise<string[]> {
  return await db.transaction().execute(async (trx) => {
    const ids = [...new Set(orders.map(({ product_id }) => product_id))]
    await trx
      .selectFrom('products')
      .select(['id', 'price_cents', 'stock'])
      .where(sql<boolean>`id = any(${ids}::bigint[])`)
      .orderBy('id')
      .forUpdate()
      .execute()
    const keys = orders.map(({ key }) => key)
    await trx
      .selectFrom('orders')
      .selectAll()
      .where(sql<boolean>`idempotency_key = any(${keys}::text[])`)
      .execute()
    const { rows } = await sql<{ id: string; created_at: Date }>`
    with wanted as materialized (
      select *, uuidv7() as id from unnest(
        ${orders.map((order) => order.product_id)}::bigint[],
        ${orders.map((order) => order.quantity)}::integer[],
        ${orders.map((order) => order.buyer_id)}::text[],
        ${orders.map(() => 500)}::bigint[],
        ${keys}::text[],
        ${orders.map(() => 'shop')}::text[]
      ) with ordinality as t (product_id, quantity, buyer_id, unit_price_cents, key, placed_by, position)
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
      from wanted order by key, position
      returning id, created_at
    )
    select id, created_at from placed join wanted using (id) order by position`.execute(trx)
    return rows.map(({ id }) => id)
  })
}

/** Reads of the version before: an order, a page of a buyer's, and products without a lock. */
async function readOrders(db: Database, id: string, buyer: string): Promise<void> {
  await db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  await db
    .selectFrom('orders')
    .selectAll()
    .where('buyer_id', '=', buyer)
    .orderBy('id', 'desc')
    .limit(21)
    .execute()
  await db
    .selectFrom('products')
    .select(['id', 'price_cents', 'stock'])
    .where(sql<boolean>`id = any(${[6, 7]}::bigint[])`)
    .execute()
}

/** A payment as it comes from elsewhere, and the sum of an hour, as a settlement reads it. */
async function payAndSum(db: Database): Promise<void> {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values ('merchant_0009', 100, 3, 'PAID', '2025-03-31T12:00Z')`.execute(db)
  await sql`select merchant_id, count(*), sum(amount_cents), sum(fee_cents) from transactions
    where status = 'PAID' and paid_at >= '2025-02-10Z' and paid_at < '2025-02-10T01:00Z' group by 1`.execute(
    db,
  )
}

/** @returns ids of the orders that it placed */
type Place = (db: Database, wanted: WantedOrder[], round: number) => Promise<string[]>

export interface Shop {
  /** Ids of the orders that it has placed. */
  placed: string[]
  payments: number
  /** The longest statement or transaction, in ms. */
  slowestMs: number
  /** Ends it after `rounds` more of each connection. @throws the first error of a statement */
  close(rounds: number): Promise<void>
}

/** How the version before places orders: by turns with two statements, without place_orders(). */
function placeByTurns(db: Database, wanted: WantedOrder[], round: number): Promise<string[]> {
  return (round % 2 === 0 ? insertPlainOrders : placeOrders)(db, wanted)
}

/**
 * Orders units of the 50 products that the dump was filled up with, reads, and is paid, on `db`, which has eight
 * connections, until it is closed.
 *
 * @param name begins its idempotency keys
 */
export function openShop(db: Database, name = 'shop', place: Place = placeByTurns): Shop {
  let roundsLeft = Number.POSITIVE_INFINITY
  const shop = { placed: [] as string[], payments: 0, slowestMs: 0, close }
  const repeat = async (work: (round: number) => Promise<unknown>) => {
    for (let round = 0, left = roundsLeft; left > 0; left = Math.min(left - 1, roundsLeft)) {
      const started = performance.now()
      await work(round++)
      shop.slowestMs = Math.max(shop.slowestMs, performance.now() - started)
    }
  }
  const order = async (connection: number, round: number) => {
    const wanted = Array.from({ length: 5 }, (_, line) => ({
      product_id: 6 + ((connection * 7 + round + line * 3) % 50),
      quantity: 1 + (round % 3),
      buyer_id: `buyer-${round % 100}`,
      key: `${name} ${connection}-${round}-${line}`,
    }))
    shop.placed.push(...(await place(db, wanted, round)))
  }
  const pay = async () => {
    await payAndSum(db)
    shop.payments += 1
  }
  const working = Promise.all([
    ...[0, 1, 2, 3].map((connection) => repeat((round) => order(connection, round))),
    ...[0, 1].map(() => repeat(() => readOrders(db, shop.placed.at(-1) ?? firstOrder, 'buyer-1'))),
    ...[0, 1].map(() => repeat(pay)),
  ])
  // Thrown by close().
  working.catch(() => {})
  async function close(rounds: number): Promise<void> {
    roundsLeft = rounds
    await working
  }
  return shop
}
