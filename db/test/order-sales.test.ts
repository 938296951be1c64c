import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '../create-database.ts'
import type { Database } from '../tables.ts'

const twice = { code: '23505', constraint: 'transactions_order_sale' }
let database: TestDatabase
let product: string
/** With eight connections. */
let writers: Database
beforeAll(async () => {
  database = await createTestDatabase()
  const { rows } = await sql<{ id: string }>`
    insert into products (name, merchant_id, price_cents, stock) values ('P', 'shop', 100, 1000) returning id`.execute(
    database.db,
  )
  product = rows[0]?.id ?? ''
  writers = createDatabase({
    url: database.url,
    applicationName: 'test',
    connections: 8,
    logger: createLogger('test', 'silent'),
  })
})
afterAll(async () => {
  await writers?.destroy()
  await database?.drop()
})

async function hold(): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents, status, expires_at, confirmed_at)
    values (${product}, 1, 'b', 100, 100, 'HELD', now() + interval '1 hour', null) returning id`.execute(
    database.db,
  )
  return rows[0]?.id ?? ''
}

function confirm(id: string, db: Database = database.db) {
  return sql`update orders set status = 'CONFIRMED' where id = ${id} and status = 'HELD'`.execute(
    db,
  )
}

/** In another partition than that of a confirmation. */
function sellByHand(id: string, db: Database = database.db) {
  return sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id)
    values ('shop', 100, 0, 'PAID', '2025-01-15Z', 'SALE', ${id})`.execute(db)
}

async function countSales(id: string): Promise<number> {
  const rows = await database.db
    .selectFrom('transactions')
    .select('id')
    .where('order_id', '=', id)
    .where('kind', '=', 'SALE')
    .execute()
  return rows.length
}

test('an order that has a sale in another month is not confirmed, and one that was confirmed gets no other', async () => {
  const [sold, confirmed] = [await hold(), await hold()]
  await sellByHand(sold)
  await expect(confirm(sold)).rejects.toMatchObject(twice)
  await confirm(confirmed)
  await expect(sellByHand(confirmed)).rejects.toMatchObject(twice)
  expect([await countSales(sold), await countSales(confirmed)]).toEqual([1, 1])
})

test('of 40 orders that are confirmed twice while their sale comes from elsewhere, each has one sale', async () => {
  for (let n = 0; n < 40; n++) {
    const id = await hold()
    await Promise.allSettled([
      confirm(id, writers),
      sellByHand(id, writers),
      sellByHand(id, writers),
      confirm(id, writers),
    ])
    expect(await countSales(id)).toBe(1)
  }
})

test('a refund, or a transaction of another order, does not become a second sale', async () => {
  const [order, other] = [await hold(), await hold()]
  await confirm(order)
  await sellByHand(other)
  await expect(
    sql`update transactions set order_id = ${order} where order_id = ${other}`.execute(database.db),
  ).rejects.toMatchObject(twice)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id)
    values ('shop', -100, 0, 'PAID', '2025-01-15Z', 'REFUND', ${order})`.execute(database.db)
  await expect(
    sql`update transactions set kind = 'SALE' where order_id = ${order} and kind = 'REFUND'`.execute(
      database.db,
    ),
  ).rejects.toMatchObject(twice)
  expect(await countSales(order)).toBe(1)
})
