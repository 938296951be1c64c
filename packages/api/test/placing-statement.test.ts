import { createDatabase } from '@order-settlement/db/create-database.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { placeOrders } from '../src/orders/placing/place-orders.ts'
import { refuseOrders } from '../src/orders/placing/refuse-orders.ts'
import type { WantedOrder } from '../src/orders/placing/wanted-order.ts'

let database: TestDatabase
/** One session. */
let session: Database
beforeEach(async () => {
  database = await createTestDatabase()
  session = createDatabase({
    url: database.url,
    applicationName: 'session',
    connections: 1,
    logger: createLogger('test', 'silent'),
  })
})
afterEach(async () => {
  await session.destroy()
  await database.drop()
})

async function addProducts(count: number, more: { limit?: number } = {}): Promise<number[]> {
  const { rows } = await sql<{ id: string }>`
    insert into products (name, merchant_id, price_cents, stock, max_per_buyer)
    select 'P', 'm', 1000, 1000, ${more.limit ?? null}::integer from generate_series(1, ${count}::integer)
    returning id`.execute(database.db)
  return rows.map(({ id }) => Number(id))
}

function wanted(product_id = 0, more: Partial<WantedOrder> = {}): WantedOrder {
  return { product_id, quantity: 1, buyer_id: 'ann', key: undefined, ...more }
}

/** Holds of one unit each, of all units of the products, that have run out. */
async function addLapsed(products: number[], holds: number): Promise<void> {
  await database.db.transaction().execute(async (trx) => {
    await sql`
      insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents, status, created_at,
        expires_at, confirmed_at)
      select product_id, 1, 'buyer', 1000, 1000, 'HELD', now() - interval '1 hour', now() - interval '1 minute', null
      from unnest(${products}::bigint[]) as product_id, generate_series(1, ${holds}::integer)`.execute(
      trx,
    )
    await sql`
      update products set stock = 0, held = ${holds}, supplied = ${holds} where id = any(${products})`.execute(
      trx,
    )
  })
}

async function countExpired(): Promise<number> {
  const { rows } = await sql`select from orders where status = 'EXPIRED'`.execute(database.db)
  return rows.length
}

test('orders over 40 products with 300 lapsed holds each take back 10,000 in all, or what the orders need', async () => {
  const products = await addProducts(40)
  await addLapsed(products, 300)
  const first = await placeOrders(
    session,
    products.map((id) => wanted(id)),
    'USD',
  )
  expect(first.every((answer) => answer && 'order' in answer)).toBe(true)
  expect(await countExpired()).toBe(10_000)

  const [rich, ...others] = products
  const needing = await placeOrders(
    session,
    [wanted(rich, { quantity: 299 }), ...others.map((id) => wanted(id, { quantity: 300 }))],
    'USD',
  )
  expect(needing[0]).toHaveProperty('order')
  for (const answer of needing.slice(1))
    expect(answer).toMatchObject({ code: 'OUT_OF_STOCK', members: { available: 299 } })
})

test('orders that need more than their share of 10,000 lapsed holds get all that they need', async () => {
  const products = await addProducts(40)
  await addLapsed(products, 300)
  const answers = await placeOrders(
    session,
    products.map((id) => wanted(id, { quantity: 300 })),
    'USD',
  )
  expect(answers.every((answer) => answer && 'order' in answer)).toBe(true)
  expect(await countExpired()).toBe(12_000)
})

test('an order that waited for its product pays the fee that was committed meanwhile', async () => {
  const [product = 0] = await addProducts(1)
  const terms = { name: 'M', currency: 'USD', fee_basis_points: 0, fee_fixed_cents: '30' }
  await database.db
    .insertInto('merchants')
    .values({ id: 'm', ...terms })
    .execute()
  const placing = await database.db.transaction().execute(async (trx) => {
    await sql`select from products where id = ${product} for update`.execute(trx)
    const waiting = placeOrders(session, [wanted(product)], 'USD')
    await expect
      .poll(async () => {
        const { rows } = await sql`
          select from pg_stat_activity
          where datname = current_database() and application_name = 'session' and wait_event_type = 'Lock'`.execute(
          database.db,
        )
        return rows.length
      })
      .toBe(1)
    await sql`update merchants set fee_fixed_cents = 50 where id = 'm'`.execute(database.db)
    return { waiting }
  })
  expect(await placing.waiting).toMatchObject([{ replayed: false }])
  const { rows } = await sql`select fee_cents::int as fee from transactions`.execute(database.db)
  expect(rows).toEqual([{ fee: 50 }])
})

test('a session whose first order came to small tables scans none of them later', async () => {
  const [plain, limited] = [await addProducts(3), await addProducts(3, { limit: 500 })]
  const both = [...plain, ...limited]
  await sql`vacuum analyze products, orders, transactions, merchants`.execute(database.db)
  async function orderAll(): Promise<void> {
    const batch = both.flatMap((id) => [wanted(id), wanted(id, { hold_seconds: 60 })])
    for (const answer of await placeOrders(session, batch, 'USD'))
      expect(answer).toHaveProperty('order')
    const refused = both.map((id) => wanted(id, { quantity: 9_999 }))
    for (const answer of await refuseOrders(session, refused, 'USD'))
      expect(answer).toHaveProperty('code')
  }
  await orderAll()
  await sql`update orders set expires_at = now() where status = 'HELD'`.execute(database.db)
  for (let times = 0; times < 20; times += 1) await orderAll()
  await sql`select pg_stat_force_next_flush()`.execute(session)
  const { rows } = await sql`
    select relname, seq_scan::int from pg_stat_user_tables
    where relname in ('products', 'orders', 'merchants') order by relname`.execute(session)
  expect(rows).toEqual(
    ['merchants', 'orders', 'products'].map((relname) => ({ relname, seq_scan: 0 })),
  )
})
