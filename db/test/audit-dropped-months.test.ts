import { addPastOrder, addPastRefund, closeThrough } from '@order-settlement/testing/past-shop.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { audit } from '../audit.ts'
import type { Database } from '../tables.ts'

let database: TestDatabase
let db: Database
beforeEach(async () => {
  database = await createTestDatabase()
  db = database.db
  await sql`insert into products (name, merchant_id, price_cents, stock) values ('One', 'm1', 500, 100)`.execute(
    db,
  )
})
afterEach(() => database.drop())

/** Records January as dropped, with the units of its archive. Its rows stay. */
async function dropJanuary(sold: number): Promise<void> {
  await sql`insert into archives (month, directory, files, dropped_at) values ('2025-01', '/', '[]', clock_timestamp())`.execute(
    db,
  )
  await sql`insert into archived_units values ('2025-01', 1, 0, ${sold})`.execute(db)
}

const january = sql`between lowest_uuid('2025-01-01Z') and lowest_uuid('2025-02-01Z')`
const defects = async () => Object.values(await audit(db)).flat()

test('rows of a dropped month do not count, however many of them are left', async () => {
  const order = await addPastOrder(db, { at: '2025-01-10T00:00:00Z', quantity: 3 })
  await addPastOrder(db, { at: '2025-01-11T00:00:00Z', quantity: 3 })
  await addPastRefund(db, order, { at: '2025-02-10T00:00:00Z', cents: 500, units: 1 })
  await addPastOrder(db, { at: '2025-02-11T00:00:00Z' })
  expect(await defects()).toEqual([])
  await dropJanuary(5)
  expect(await defects()).toEqual([])
  for (const statement of [
    sql`delete from transactions where kind = 'SALE' and order_id = ${order}`,
    sql`delete from refunds`,
    sql`delete from orders where id = ${order}`,
    sql`delete from transactions where paid_at < '2025-02-01Z'`,
    sql`delete from orders where id ${january}`,
    sql`update archives set removed_at = clock_timestamp()`,
  ]) {
    await statement.execute(db)
    expect(await defects()).toEqual([])
  }
  await sql`update archived_units set sold = 4`.execute(db)
  expect(await defects()).toMatchObject([{ product_id: '1', sold: '6', sold_in_orders: '5' }])
})

test('an order that has lost only its sale or refund to a dropped month is right; one of another month is not', async () => {
  const edge = await addPastOrder(db, {
    at: '2025-02-01T00:00:00Z',
    confirmedAt: '2025-01-31T23:59:59.999Z',
  })
  const other = await addPastOrder(db, { at: '2025-02-02T00:00:00Z' })
  await addPastRefund(db, other, { at: '2025-01-31T00:00:00Z', cents: 1 })
  await dropJanuary(0)
  await sql`delete from transactions where paid_at < '2025-02-01Z'`.execute(db)
  expect(await defects()).toEqual([])
  await sql`update orders set confirmed_at = '2025-02-01Z' where id = ${edge}`.execute(db)
  expect(await defects()).toMatchObject([{ order_id: edge, sales: '0' }])
})

test('finds a refund of a dropped month whose transaction is still there, and of no order', async () => {
  const order = await addPastOrder(db, { at: '2025-02-02T00:00:00Z' })
  await addPastRefund(db, order, { at: '2025-01-31T00:00:00Z', cents: 1 })
  await dropJanuary(0)
  await sql`update transactions set order_id = null where kind = 'REFUND'`.execute(db)
  expect(await defects()).toMatchObject([{ refund_id: expect.any(String), order_id: order }])
})

test('finds a refund without its order, and a sale without its order, unless the order was of a dropped month', async () => {
  const order = await addPastOrder(db, { at: '2025-01-10T00:00:00Z' })
  await addPastRefund(db, order, { at: '2025-02-10T00:00:00Z', cents: 1 })
  await closeThrough(db, '2025-03-31')
  await sql`alter table refunds drop constraint refunds_order_id_fkey`.execute(db)
  await sql`delete from orders`.execute(db)
  await sql`update products set stock = 100, sold = 0`.execute(db)
  expect(await audit(db)).toMatchObject({
    refunds: [{ order_id: order }],
    transactions: [{ order_id: order, kind: 'SALE' }],
  })
  await dropJanuary(0)
  expect(await defects()).toEqual([])
})

test('days of a zone that share hours with a dropped month are not compared, and all others are', async () => {
  // 00:00 of 1 January and of 1 February in Tokyo are 15:00 of the day before in UTC.
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', 100, 1, 'PAID', timestamptz '2024-12-31 02:00Z' + n * interval '12 hours' from generate_series(0, 70) as n`.execute(
    db,
  )
  await closeThrough(db, '2025-02-28', 'Asia/Tokyo')
  await sql`insert into jobs (id, from_date, to_date, timezone, range_start, range_end, status, started_at, finished_at, proof)
    values ('00000000-0000-7000-8000-000000000001', '2024-12-31', '2025-02-28', 'Asia/Tokyo',
      '2024-12-30 15:00Z', '2025-02-28 15:00Z', 'COMPLETED', now(), now(), '{}')`.execute(db)
  await sql`insert into settlements
    select merchant_id, (paid_at at time zone 'Asia/Tokyo')::date, sum(amount_cents), sum(fee_cents),
      sum(amount_cents - fee_cents), count(*), now(), '00000000-0000-7000-8000-000000000001'
    from transactions group by 1, 2`.execute(db)
  expect(await defects()).toEqual([])
  await dropJanuary(0)
  await sql`delete from transactions where paid_at >= '2025-01-01Z' and paid_at < '2025-02-01Z'`.execute(
    db,
  )
  expect(await defects()).toEqual([])
  await sql`delete from transactions where paid_at < '2025-01-01Z' or paid_at >= '2025-02-01Z'`.execute(
    db,
  )
  const { settlements, closed_days } = await audit(db)
  const days = ['2024-12-31', '2025-02-02', '2025-02-03', '2025-02-04']
  expect(settlements.map(({ date }) => date)).toEqual(days)
  expect(closed_days.map(({ date }) => date)).toEqual(days)
})
