import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit } from '../audit.ts'
import { placeAsBefore } from './place-as-before.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await sql`insert into merchants (id, name, currency, fee_basis_points, fee_fixed_cents, refunds_return_fee)
    values ('shop', 'Shop', 'EUR', 250, 30, true)`.execute(database.db)
})
afterAll(() => database.drop())

async function addProduct(merchantId: string, priceCents: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    insert into products (name, merchant_id, price_cents, stock) values ('P', ${merchantId}, ${priceCents}, 100)
    returning id`.execute(database.db)
  return Number(rows[0]?.id)
}

/** The transactions of a product's orders, beside what the orders say. */
async function salesOf(productId: number): Promise<unknown[]> {
  const { rows } = await sql`
    select transactions.merchant_id, amount_cents::int, transactions.fee_cents::int, transactions.status, kind, source,
      paid_at = confirmed_at and confirmed_at = orders.created_at as at_once,
      orders.fee_cents::int as order_fee_cents, refunds_return_fee, currency
    from orders join transactions on order_id = orders.id
    where product_id = ${productId} order by orders.id`.execute(database.db)
  return rows
}

const sale = {
  merchant_id: 'shop',
  amount_cents: 300,
  fee_cents: 38,
  status: 'PAID',
  kind: 'SALE',
  source: 'order',
  at_once: true,
  order_fee_cents: 38,
  refunds_return_fee: true,
  currency: 'EUR',
}

test('orders of an api of the version before have a sale each, with the fee of the terms', async () => {
  const id = await addProduct('shop', 100)
  await placeAsBefore([id, id], 3).execute(database.db)
  expect(await salesOf(id)).toEqual([sale, sale])
})

test('a sale of a merchant that nobody described has no fee, and a sale of 0 is one', async () => {
  const id = await addProduct('stranger', 0)
  await placeAsBefore([id], 1).execute(database.db)
  expect(await salesOf(id)).toEqual([
    {
      ...sale,
      merchant_id: 'stranger',
      amount_cents: 0,
      fee_cents: 0,
      order_fee_cents: 0,
      refunds_return_fee: false,
      currency: null,
    },
  ])
})

test('what the writer states of a sale is kept', async () => {
  const id = await addProduct('shop', 100)
  await sql`insert into orders
    (product_id, quantity, buyer_id, unit_price_cents, total_cents, currency, fee_cents, refunds_return_fee)
    values (${id}, 3, 'b', 100, 300, 'EUR', 5, false)`.execute(database.db)
  await sql`update products set stock = 97, sold = 3 where id = ${id}`.execute(database.db)
  expect(await salesOf(id)).toEqual([
    { ...sale, fee_cents: 5, order_fee_cents: 5, refunds_return_fee: false },
  ])
})

test('a hold has no sale until it is confirmed, then one with the terms of that moment, and no second one', async () => {
  const { db } = database
  const id = await addProduct('shop', 100)
  await sql`insert into orders
    (product_id, quantity, buyer_id, unit_price_cents, total_cents, status, expires_at, confirmed_at, currency)
    values (${id}, 3, 'b', 100, 300, 'HELD', now() + interval '1 hour', null, 'EUR')`.execute(db)
  await sql`update products set stock = 97, held = 3 where id = ${id}`.execute(db)
  expect(await salesOf(id)).toEqual([])

  await sql`update merchants set fee_fixed_cents = 40`.execute(db)
  await sql`update orders set status = 'CONFIRMED' where product_id = ${id}`.execute(db)
  await sql`update products set held = 0, sold = 3 where id = ${id}`.execute(db)
  await sql`update merchants set fee_fixed_cents = 30`.execute(db)
  await sql`update orders set status = 'CONFIRMED', buyer_id = 'c' where product_id = ${id}`.execute(
    db,
  )
  expect(await salesOf(id)).toEqual([
    { ...sale, fee_cents: 48, order_fee_cents: 48, at_once: false },
  ])
})

test('10,000 holds that one statement confirms after a lone one have a sale each within seconds, and can be updated', async () => {
  const { db } = database
  const id = await addProduct('shop', 100)
  // One session, which plans the trigger for one order. A plan that compares each order with each takes too long.
  await db.connection().execute(async (session) => {
    await sql`set statement_timeout = '5s'`.execute(session)
    const confirm = async (holds: number) => {
      await sql`insert into orders
        (product_id, quantity, buyer_id, unit_price_cents, total_cents, status, expires_at, confirmed_at)
        select ${id}, 1, 'many', 100, 100, 'HELD', now() + interval '1 hour', null
        from generate_series(1, ${holds}::integer)`.execute(session)
      await sql`update orders set status = 'CONFIRMED' where product_id = ${id} and status = 'HELD'`.execute(
        session,
      )
    }
    await confirm(1)
    await confirm(10_000)
    await sql`update orders set buyer_id = 'all' where product_id = ${id}`.execute(session)
    await sql`update products set supplied = 10001, stock = 0, sold = 10001 where id = ${id}`.execute(
      session,
    )
    await sql`insert into stock_movements (product_id, delta, reason) values (${id}, 9901, 'more')`.execute(
      session,
    )
    await sql`reset statement_timeout`.execute(session)
  })
  expect(await salesOf(id)).toHaveLength(10_001)
})

test('an order that is rolled back has no sale, and the books of all are right', async () => {
  const { db } = database
  const id = await addProduct('shop', 100)
  const order = db.transaction().execute(async (trx) => {
    await placeAsBefore([id], 3).execute(trx)
    throw new Error('rolled back')
  })
  await expect(order).rejects.toThrow('rolled back')
  const { rows } = await sql`select from transactions where source = 'order'`.execute(db)
  expect(rows).toHaveLength(10_006)
  expect(Object.values(await audit(db)).flat()).toEqual([])
})
