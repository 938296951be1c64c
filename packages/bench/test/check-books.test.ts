import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkBooks } from '../src/orders/check-books.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(() => database.drop())

const supplies = [
  { product_id: 1, units: 10 },
  { product_id: 2, units: 5 },
]

/** Product 1 has sold 4 of its 10 units in two orders of buyer `a`, product 2 none. */
beforeEach(async () => {
  await sql`truncate orders, products cascade`.execute(database.db)
  await sql`insert into products (id, name, merchant_id, price_cents, stock)
    values (1, 'one', 'm', 100, 6), (2, 'two', 'm', 100, 5)`.execute(database.db)
  await insertOrder(3)
  await insertOrder(1)
})

async function insertOrder(quantity: number, status = 'CONFIRMED') {
  await sql`insert into orders (product_id, quantity, buyer_id, status, unit_price_cents, total_cents)
    values (1, ${quantity}, 'a', ${status}, 100, ${100 * quantity})`.execute(database.db)
}

const bothOrders = { buyer: 'a', orders: 2, unknown: 0 }

test('the books are right if stock and live orders add up to the supply and every 201 is a row', async () => {
  await insertOrder(2, 'CANCELLED')
  const threeRows = { buyer: 'a', orders: 3, unknown: 0 }
  expect(await checkBooks(database.db, supplies, [threeRows])).toEqual([])
})

test('a sold unit that is not taken from stock is found', async () => {
  await insertOrder(1)
  expect(await checkBooks(database.db, supplies, [{ ...bothOrders, orders: 3 }])).toEqual([
    'product 1: supplied with 10, but stock is 6 and 5 are sold',
  ])
})

test('a deleted product is found', async () => {
  await sql`delete from stock_movements where product_id = 2`.execute(database.db)
  await sql`delete from products where id = 2`.execute(database.db)
  expect(await checkBooks(database.db, supplies, [bothOrders])).toEqual([
    'product 2: supplied with 5, but stock is gone and 0 are sold',
  ])
})

test('an acknowledged order without a row is found, and so is an extra row', async () => {
  const lost = { buyer: 'a', orders: 3, unknown: 0 }
  const doubled = { buyer: 'a', orders: 1, unknown: 0 }
  const nobody = { buyer: 'b', orders: 1, unknown: 5 }
  expect(await checkBooks(database.db, supplies, [lost, doubled, nobody])).toEqual([
    'a: 3 orders were acknowledged (0 unknown), but 2 are stored',
    'a: 1 orders were acknowledged (0 unknown), but 2 are stored',
    'b: 1 orders were acknowledged (5 unknown), but 0 are stored',
  ])
})

test('an aborted request may have placed its order or not', async () => {
  const cutOff = { buyer: 'a', orders: 1, unknown: 1 }
  const dropped = { buyer: 'a', orders: 2, unknown: 1 }
  expect(await checkBooks(database.db, supplies, [cutOff, dropped])).toEqual([])
})
