import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOrderDesk } from '../src/orders/placing/order-desk.ts'
import type { WantedOrder } from '../src/orders/placing/wanted-order.ts'
import { addProduct, stockOf } from './start-app.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

function openDesk(options: Partial<Parameters<typeof createOrderDesk>[0]> = {}) {
  return createOrderDesk({
    currency: 'USD',
    db: database.db,
    concurrency: 2,
    batchSize: 512,
    queueLimit: 10_000,
    maxWaitMs: 5_000,
    ...options,
  })
}

function wanted(product_id: number, quantity = 1, key?: string): WantedOrder {
  return { product_id, quantity, buyer_id: 'u', key }
}

const stays = () => true

async function codes(answers: Promise<unknown>[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(answers)
  return settled.map((answer) => (answer.status === 'fulfilled' ? 'PLACED' : answer.reason.code))
}

async function transactionsSeen(): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(distinct xmin::text)::int as n from orders`.execute(database.db)
  return rows[0]?.n ?? 0
}

test('300 orders of 3 products at once share a few transactions', async () => {
  const desk = openDesk()
  const ids = [
    await addProduct(database.db, 100),
    await addProduct(database.db, 100),
    await addProduct(database.db, 100),
  ]
  const before = await transactionsSeen()
  const answers = Array.from({ length: 300 }, (_, n) => desk.place(wanted(ids[n % 3] ?? 0), stays))
  expect(new Set(await codes(answers))).toEqual(new Set(['PLACED']))
  expect((await transactionsSeen()) - before).toBeLessThanOrEqual(3)
  for (const id of ids) expect(await stockOf(database.db, id)).toBe(0)
})

test('first come, first served: of 10 orders for 4 units the first four are placed', async () => {
  const desk = openDesk({ concurrency: 1 })
  const id = await addProduct(database.db, 4)
  const answers = await codes(Array.from({ length: 10 }, () => desk.place(wanted(id), stays)))
  expect(answers).toEqual([...Array(4).fill('PLACED'), ...Array(6).fill('OUT_OF_STOCK')])
})

test('of 300 orders at once for 100 units the first 100 share one transaction', async () => {
  const desk = openDesk({ concurrency: 1 })
  const id = await addProduct(database.db, 100)
  const before = await transactionsSeen()
  const answers = await codes(Array.from({ length: 300 }, () => desk.place(wanted(id), stays)))
  expect(answers).toEqual([...Array(100).fill('PLACED'), ...Array(200).fill('OUT_OF_STOCK')])
  expect((await transactionsSeen()) - before).toBe(1)
})

test('unknown products, sold-out products and reused keys among good orders: each gets its own answer', async () => {
  const desk = openDesk()
  const id = await addProduct(database.db, 5)
  const empty = await addProduct(database.db, 0)
  const answers = await codes([
    desk.place(wanted(id), stays),
    desk.place(wanted(999_999_999), stays),
    desk.place(wanted(empty), stays),
    desk.place(wanted(id, 1, 'mixed'), stays),
    desk.place(wanted(id, 2, 'mixed'), stays),
    desk.place(wanted(id, 1, 'mixed'), stays),
    desk.place(wanted(id, 4), stays),
    desk.place(wanted(id, 3), stays),
  ])
  expect(answers).toEqual([
    'PLACED',
    'PRODUCT_NOT_FOUND',
    'OUT_OF_STOCK',
    'PLACED',
    'IDEMPOTENCY_KEY_REUSED',
    'PLACED',
    'OUT_OF_STOCK',
    'PLACED',
  ])
  expect(await stockOf(database.db, id)).toBe(0)
})

test('a value that the database refuses fails its own order and none of 40 others', async () => {
  const desk = openDesk()
  const id = await addProduct(database.db, 40)
  // Without keys, an order placed twice would be sold twice.
  const orders = Array.from({ length: 41 }, () => wanted(id))
  orders.splice(20, 1, { ...wanted(id), buyer_id: 'x'.repeat(129) })
  const answers = await codes(orders.map((order) => desk.place(order, stays)))
  expect(answers.filter((code) => code === 'PLACED')).toHaveLength(40)
  expect(answers[20]).toBe('23514')
  expect(await stockOf(database.db, id)).toBe(0)
})

test('one key for 2 products on 2 desks at once: 1 order, 1 refusal', async () => {
  const desks = [openDesk(), openDesk()]
  for (let round = 0; round < 20; round++) {
    const ids = [await addProduct(database.db, 1), await addProduct(database.db, 1)]
    const answers = await codes(
      desks.map((desk, n) => desk.place(wanted(ids[n] ?? 0, 1, `two-products-${round}`), stays)),
    )
    expect(answers.toSorted()).toEqual(['IDEMPOTENCY_KEY_REUSED', 'PLACED'])
  }
})

test('a sold-out product sells again right after a restock, and replays are answered in between', async () => {
  const desk = openDesk()
  const id = await addProduct(database.db, 1)
  await desk.place(wanted(id, 1, 'last-unit'), stays)
  expect(await codes([desk.place(wanted(id), stays)])).toEqual(['OUT_OF_STOCK'])
  expect(await desk.place(wanted(id, 1, 'last-unit'), stays)).toMatchObject({ replayed: true })
  await sql`update products set stock = 2 where id = ${id}`.execute(database.db)
  expect(await codes([desk.place(wanted(id), stays), desk.place(wanted(id), stays)])).toEqual([
    'PLACED',
    'PLACED',
  ])
})

test('a sold-out product is refused while another transaction holds its row', async () => {
  const desk = openDesk()
  const id = await addProduct(database.db, 0)
  expect(await codes([desk.place(wanted(id), stays)])).toEqual(['OUT_OF_STOCK'])
  await database.db.transaction().execute(async (trx) => {
    await sql`select from products where id = ${id} for update`.execute(trx)
    const answers = Array.from({ length: 100 }, () => desk.place(wanted(id), stays))
    expect(new Set(await codes(answers))).toEqual(new Set(['OUT_OF_STOCK']))
  })
})

test('a full queue refuses at once, and orders are placed again when the row is free', async () => {
  const desk = openDesk({ concurrency: 1, batchSize: 1, queueLimit: 5 })
  const id = await addProduct(database.db, 100)
  const held = await database.db.startTransaction().execute()
  await sql`select from products where id = ${id} for update`.execute(held)
  const answers = Array.from({ length: 20 }, () => desk.place(wanted(id), stays))
  expect(await codes(answers.slice(5))).toEqual(Array(15).fill('OVERLOADED'))
  await held.rollback().execute()
  expect(await codes(answers.slice(0, 5))).toEqual(Array(5).fill('PLACED'))
  expect(await codes([desk.place(wanted(id), stays)])).toEqual(['PLACED'])
})

test('an order whose client disconnects while it waits is dropped', async () => {
  const desk = openDesk({ concurrency: 1, batchSize: 1 })
  const id = await addProduct(database.db, 10)
  const held = await database.db.startTransaction().execute()
  await sql`select from products where id = ${id} for update`.execute(held)
  let here = true
  const first = desk.place(wanted(id), stays)
  const left = desk.place(wanted(id), () => here)
  here = false
  expect(await codes([left])).toEqual(['OVERLOADED'])
  await held.rollback().execute()
  expect(await codes([first])).toEqual(['PLACED'])
  expect(await stockOf(database.db, id)).toBe(9)
})

test('while the database hangs, waiting orders are refused after their maximum wait', async () => {
  const desk = openDesk({ concurrency: 1, batchSize: 1, maxWaitMs: 50 })
  const id = await addProduct(database.db, 10)
  const held = await database.db.startTransaction().execute()
  await sql`select from products where id = ${id} for update`.execute(held)
  const [first, second] = [desk.place(wanted(id), stays), desk.place(wanted(id), stays)]
  expect(await codes([second])).toEqual(['OVERLOADED'])
  await held.rollback().execute()
  expect(await codes([first])).toEqual(['PLACED'])
  expect(await stockOf(database.db, id)).toBe(9)
})
