import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit } from '../audit.ts'
import { placeAsBefore, placeLockedAsBefore } from './place-as-before.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function insertProduct(stock: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    insert into products (name, merchant_id, price_cents, stock) values ('P', 'm', 5, ${stock})
    returning id`.execute(database.db)
  return Number(rows[0]?.id)
}

async function readProduct(id: number): Promise<unknown> {
  const { rows } = await sql`
    select stock::int, held::int, sold::int, supplied::int,
      array(select delta::int || ' ' || reason from stock_movements
        where product_id = products.id order by id) as movements
    from products where id = ${id}`.execute(database.db)
  return rows[0]
}

async function expectRightBooks(): Promise<void> {
  expect((await audit(database.db)).products).toEqual([])
}

test('stock that is inserted or updated by hand is a movement, up and down; the same stock is none', async () => {
  const id = await insertProduct(10)
  await sql`update products set stock = stock + 50 where id = ${id}`.execute(database.db)
  await sql`update products set stock = stock - 7, name = 'Q' where id = ${id}`.execute(database.db)
  await sql`update products set stock = stock, price_cents = 6 where id = ${id}`.execute(
    database.db,
  )
  expect(await readProduct(id)).toEqual({
    stock: 53,
    held: 0,
    sold: 0,
    supplied: 53,
    movements: ['10 by hand', '50 by hand', '-7 by hand'],
  })
  await expectRightBooks()
})

test('a product of 0 units has no movement, and one that is not inserted after all has none either', async () => {
  const id = await insertProduct(0)
  await sql`insert into products (id, name, merchant_id, price_cents, stock)
    values (${id}, 'P', 'm', 5, 9) on conflict do nothing`.execute(database.db)
  expect(await readProduct(id)).toMatchObject({ supplied: 0, movements: [] })
  await expectRightBooks()
})

test('supplied written by hand is put right', async () => {
  const id = await insertProduct(4)
  await sql`update products set supplied = 99 where id = ${id}`.execute(database.db)
  await sql`update products set stock = 6, supplied = 1 where id = ${id}`.execute(database.db)
  expect(await readProduct(id)).toMatchObject({
    supplied: 6,
    movements: ['4 by hand', '2 by hand'],
  })
  await expectRightBooks()
})

test('a statement that records its movement itself adds no other', async () => {
  const { db } = database
  const { rows } = await sql<{ id: string }>`
    with product as (
      insert into products (name, merchant_id, price_cents, stock, supplied) values ('P', 'm', 5, 8, 8)
      returning id
    )
    insert into stock_movements (product_id, delta, reason) select id, 8, 'first batch' from product
    returning product_id as id`.execute(db)
  const id = Number(rows[0]?.id)
  await sql`update products set stock = stock + 2, supplied = supplied + 2 where id = ${id}`.execute(
    db,
  )
  await sql`insert into stock_movements (product_id, delta, reason) values (${id}, 2, 'more')`.execute(
    db,
  )
  expect(await readProduct(id)).toMatchObject({ movements: ['8 first batch', '2 more'] })
  await expectRightBooks()
})

test('orders of an api of the version before count as sold, and are no movements', async () => {
  const { db } = database
  const ids = [await insertProduct(20), await insertProduct(20)]
  const [id = 0, other = 0] = ids
  await placeAsBefore([id, other, id], 3).execute(db)
  await db.transaction().execute(async (trx) => {
    await sql`select from products where id = ${id} for update`.execute(trx)
    await placeLockedAsBefore(id, [1, 4]).execute(trx)
  })
  expect(await readProduct(id)).toEqual({
    stock: 9,
    held: 0,
    sold: 11,
    supplied: 20,
    movements: ['20 by hand'],
  })
  expect(await readProduct(other)).toMatchObject({ stock: 17, sold: 3, supplied: 20 })
  // What is taken by hand right after is not taken for a sale.
  await sql`update products set stock = stock - 5 where id = ${id}`.execute(db)
  expect(await readProduct(id)).toMatchObject({
    sold: 11,
    supplied: 15,
    movements: ['20 by hand', '-5 by hand'],
  })
  await expectRightBooks()
})

test('an order and its units taken by hand in one transaction count as sold, units beyond it do not', async () => {
  const { db } = database
  const id = await insertProduct(10)
  await db.transaction().execute(async (trx) => {
    await sql`insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents)
      values (${id}, 2, 'b', 5, 10)`.execute(trx)
    await sql`update products set stock = stock - 3 where id = ${id}`.execute(trx)
  })
  expect(await readProduct(id)).toEqual({
    stock: 7,
    held: 0,
    sold: 2,
    supplied: 9,
    movements: ['10 by hand', '-1 by hand'],
  })
  await expectRightBooks()
})
