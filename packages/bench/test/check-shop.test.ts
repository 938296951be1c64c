import { randomUUID } from 'node:crypto'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  type Acknowledged,
  type AcknowledgedOrder,
  rememberNothing,
} from '../src/shop/acknowledged.ts'
import { checkAcknowledged } from '../src/shop/check-acknowledged.ts'
import { checkShopBooks } from '../src/shop/check-shop-books.ts'
import { checkImports } from '../src/shop/import-file.ts'

let database: TestDatabase
let acknowledged: Acknowledged
let product: number

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

beforeEach(async () => {
  const { db } = database
  await sql`truncate orders, products, transactions, settlements, jobs cascade`.execute(db)
  const { rows } = await sql<{ id: number }>`
    insert into products (name, merchant_id, price_cents, stock, max_per_buyer)
    values ('P', 'shop', 100, 10, 2) returning id::integer`.execute(db)
  product = rows[0]?.id ?? 0
  acknowledged = rememberNothing()
})

/** Sells or holds a unit for `ann`. @returns what a client remembers of it, under the token */
async function place(token: string, status = 'CONFIRMED'): Promise<AcknowledgedOrder> {
  const sold = status === 'CONFIRMED'
  const { rows } = await sql<{ id: string }>`
    with taken as (
      update products set stock = stock - 1, sold = sold + ${sold ? 1 : 0}, held = held + ${sold ? 0 : 1}
      where id = ${product}
    )
    insert into orders (product_id, quantity, buyer_id, status, unit_price_cents, total_cents,
      payment_reference, currency, expires_at, confirmed_at)
    values (${product}, 1, 'ann', ${status}, 100, 100, ${token}, 'USD',
      case when not ${sold}::boolean then now() + interval '1 hour' end,
      case when ${sold}::boolean then now() end)
    returning id`.execute(database.db)
  const order: AcknowledgedOrder = {
    id: rows[0]?.id ?? '',
    product_id: product,
    quantity: 1,
    buyer_id: 'ann',
    total_cents: 100,
    confirmed: sold,
    cancelled: false,
    confirmSent: false,
    cancelSent: false,
  }
  acknowledged.orders.set(token, order)
  return order
}

const check = () => checkAcknowledged(database.db, acknowledged)

test('acknowledged orders that are stored are right, and so are those of unanswered requests', async () => {
  await place('a')
  await place('b', 'HELD')
  await place('c')
  acknowledged.orders.delete('c')
  acknowledged.unanswered.add('c')
  expect(await check()).toEqual([])
})

test('an order that is lost, stored twice, or stored though it was refused is found', async () => {
  await place('a')
  await place('a')
  await place('b')
  acknowledged.orders.delete('b')
  const known = await place('c')
  await sql`update orders set payment_reference = 'd' where id = ${known.id}`.execute(database.db)
  expect(await check()).toEqual([
    'order c was acknowledged, but is lost',
    'order a is stored 2 times',
    'order b was refused, but is stored',
    'order d was refused, but is stored',
  ])
})

test('an order with another quantity or total than acknowledged is found', async () => {
  Object.assign(await place('a'), { quantity: 2, total_cents: 200 })
  expect(await check()).toEqual([
    'order a has quantity 1 instead of 2, has total_cents 100 instead of 200',
  ])
})

test('a lost confirmation or cancellation is found, and so is one that nobody asked for', async () => {
  Object.assign(await place('a', 'HELD'), { confirmSent: true, confirmed: true })
  Object.assign(await place('b'), { cancelSent: true, cancelled: true })
  Object.assign(await place('c'), { confirmed: false })
  expect(await check()).toEqual([
    'order a was acknowledged as confirmed, but is not sold',
    'order b is CONFIRMED instead of CANCELLED',
    'order c is CONFIRMED instead of HELD or EXPIRED',
  ])
})

test('an order may be in a later state that was asked for', async () => {
  Object.assign(await place('a'), { confirmed: false, confirmSent: true })
  const hold = await place('b', 'HELD')
  hold.cancelSent = true
  await sql`update orders set status = 'CANCELLED', cancelled_at = now() where id = ${hold.id}`.execute(
    database.db,
  )
  expect(await check()).toEqual([])
})

test('a refund or restock that is lost, different or stored twice is found', async () => {
  const { id: order_id } = await place('a')
  const refund = { id: randomUUID(), order_id, amount_cents: 5, return_units: 0 }
  acknowledged.refunds.set('lost', refund)
  const [one, two] = [randomUUID(), randomUUID()]
  acknowledged.restocks.set(one, { product_id: product, delta: 3 })
  acknowledged.restocks.set(two, { product_id: product, delta: 4 })
  await sql`insert into stock_movements (product_id, delta, reason)
    values (${product}, 2, ${one}), (${product}, 4, ${two}), (${product}, 4, ${two})`.execute(
    database.db,
  )
  expect(await check()).toEqual([
    'refund lost was acknowledged, but is lost',
    `restock ${one} has delta 2 instead of 3`,
    `restock ${two} is stored 2 times`,
  ])
})

const books = () => checkShopBooks(database.db)

/** As a settlement of all days does. */
async function settle(extraCents: number): Promise<void> {
  await sql`insert into settlements
      (merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, generated_at, unique_run_id, currency)
    select 'shop', current_date, sum(amount_cents) + ${extraCents}, sum(fee_cents),
      sum(amount_cents - fee_cents) + ${extraCents}, count(*), now(), ${randomUUID()}, 'USD'
    from transactions`.execute(database.db)
}

test('settled days that do not add up to the transactions are found', async () => {
  await place('a')
  await settle(1)
  expect(await books()).toContainEqual(expect.stringMatching(/^the settled days sum to \(101,/))
})

test('a sale that is missing and one that is there twice are found', async () => {
  const [missing, doubled] = [await place('a'), await place('b')]
  await sql`delete from transactions where order_id = ${missing.id}`.execute(database.db)
  await database.db.transaction().execute(async (trx) => {
    // A trigger prevents the second one, and in the same month an index.
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`insert into transactions
        (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id)
      values ('shop', 100, 0, 'PAID', '2025-01-15Z', 'SALE', ${doubled.id})`.execute(trx)
  })
  await settle(0)
  const wrong = await books()
  expect(wrong).toContain(`order ${missing.id} is CONFIRMED and has 0 sales`)
  expect(wrong).toContain(`order ${doubled.id} is CONFIRMED and has 2 sales`)
  expect(wrong).toContainEqual(expect.stringMatching(/^the audit finds in orders: /))
})

test('a buyer with more units than the limit is found', async () => {
  for (const token of ['a', 'b', 'c']) await place(token)
  await settle(0)
  expect(await books()).toContain(`ann has 3 of product ${product}, more than 2`)
})

test('an import that is lost, kept in part, or never sent is found', async () => {
  const { db } = database
  const [kept = '', partial = '', lost = '', unknown = ''] = Array.from({ length: 4 }, () =>
    randomUUID(),
  )
  for (const [token, lines] of [
    [kept, 2_000],
    [partial, 1_999],
    [unknown, 2_000],
  ] as const) {
    await sql`with kept as (
        insert into imports (status, format, content_type, on_error, on_conflict, bytes, sha256,
          received, inserted, updated, unchanged, rejected_count)
        values ('COMPLETED', 'standard', 'csv', 'reject', 'reject', 1, repeat('0', 64),
          ${lines}, ${lines}, 0, 0, 0) returning id
      )
      insert into transactions (import_id, external_id, merchant_id, amount_cents, fee_cents, status, paid_at)
      select id, ${token}::text || '-' || n, 'imported', n, 0, 'PAID', now()
      from kept, generate_series(1, ${lines}) as n`.execute(db)
  }
  for (const token of [kept, partial, lost]) acknowledged.imports.add(token)
  expect((await checkImports(db, acknowledged)).sort()).toEqual(
    [
      `import ${lost} was acknowledged, but is lost`,
      `import ${partial} is stored with 1999 lines`,
      `import ${unknown} is stored with 2000 lines`,
    ].sort(),
  )
})
