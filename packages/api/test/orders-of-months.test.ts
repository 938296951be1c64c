import { dropPartition } from '@order-settlement/db/partitions/drop-partition.ts'
import { listPartitions } from '@order-settlement/db/partitions/list-partitions.ts'
import { makePartition, makePartitions } from '@order-settlement/db/partitions/make-partitions.ts'
import { partitionedTables } from '@order-settlement/db/partitions/partitioned-tables.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openShop, type Shop } from './shop.ts'

vi.setConfig({ testTimeout: 60_000 })

const { orders } = partitionedTables

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  // No number of an answer is that of a product.
  await sql`alter table products alter id restart with 700000`.execute(shop.db)
})
afterEach(async () => {
  await shop.expectRightBooks()
  await shop.stop()
})

/** The month so many months from now, such as `2026-12`. */
async function readMonth(months: number): Promise<string> {
  const { rows } = await sql<{ month: string }>`
    select to_char(date_add(now(), make_interval(months => ${months}), 'UTC') at time zone 'UTC', 'YYYY-MM') as month`.execute(
    shop.db,
  )
  return rows[0]?.month ?? ''
}

/** As if an order had been placed so many months from now. @returns its new id */
async function moveOrder(id: string, months: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    update orders set id = uuidv7(make_interval(months => ${months})) where id = ${id} returning id`.execute(
    shop.db,
  )
  const moved = rows[0]?.id ?? ''
  await sql`update transactions set order_id = ${moved} where order_id = ${id}`.execute(shop.db)
  return moved
}

/** What its requests are answered, with ids by their order, and without times. */
async function live(months: number): Promise<string[]> {
  const answers: unknown[] = []
  const send = async (answer: ReturnType<Shop['send']>) => {
    const { statusCode, headers, body } = await answer
    answers.push(`${statusCode} ${headers['idempotent-replayed'] ?? ''} ${body}`)
  }
  const buyer_id = `buyer ${months}`
  const product = await shop.addProduct({ max_per_buyer: 3 })
  const sold = await moveOrder(await shop.place(product, { buyer_id }), months)
  const held = await moveOrder(await shop.place(product, { buyer_id, hold_seconds: 600 }), months)
  const left = await moveOrder(await shop.place(product, { buyer_id, hold_seconds: 600 }), months)
  await send(shop.order(product, { buyer_id }))
  await send(shop.confirm(held, {}, `confirm-${months}`))
  await send(shop.confirm(held, {}, `confirm-${months}`))
  await send(shop.cancel(left))
  await send(shop.refund(sold, { amount_cents: 300 }, `refund-${months}`))
  await send(shop.refund(sold, { amount_cents: 300 }, `refund-${months}`))
  await send(shop.cancel(sold))
  await shop.letRunOut(await moveOrder(await shop.place(product, { hold_seconds: 60 }), months))
  await send(shop.order(product, { quantity: 3, buyer_id: 'bob' }))
  for (const id of [sold, held, left]) await send(shop.send('GET', `/orders/${id}`))
  await send(shop.send('GET', `/orders?buyer_id=${encodeURIComponent(buyer_id)}`))
  await send(shop.send('GET', `/orders?product_id=${product}&status=EXPIRED`))
  await send(shop.send('GET', `/orders/${sold}/refunds`))
  answers.push(await shop.unitsOf(product), await shop.transactionsOf(sold))

  const ids = new Map<string, number>()
  return answers.map((answer) =>
    JSON.stringify(answer)
      .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => {
        if (!ids.has(id)) ids.set(id, ids.size)
        return String(ids.get(id))
      })
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'at')
      .replaceAll(buyer_id, 'buyer')
      .replaceAll(new RegExp(`\\b${product}\\b`, 'g'), 'product'),
  )
}

/** How many orders each partition has. */
async function countByPartition(): Promise<Record<string, number>> {
  const { rows } = await sql<{ partition: string; count: number }>`
    select tableoid::regclass::text as partition, count(*)::integer as count from orders group by 1`.execute(
    shop.db,
  )
  return Object.fromEntries(rows.map(({ partition, count }) => [partition, count]))
}

test('orders of every month of a year, and of months without a partition, live as those of this month', async () => {
  for (let months = -12; months < 0; months++)
    expect(await makePartition(shop.db, orders, await readMonth(months))).toBe(true)
  const expected = await live(0)
  for (let months = -14; months <= 4; months++) {
    if (months !== 0) expect(await live(months), `${months} months from now`).toEqual(expected)
  }
  const counts = await countByPartition()
  expect(Object.keys(counts)).toHaveLength(17)
  // Of 14 and 13 months ago, and of the one in 4 months.
  expect(counts).toMatchObject({ orders_default: 3 * 4 })
})

test('a month is made while orders are placed: none fails, and all are in its partition', async () => {
  const [partition = ''] = (await listPartitions(shop.db, orders)).map(({ name }) => name)
  const product = await shop.addProduct({ stock: 100_000 })
  await shop.db.transaction().execute((trx) => dropPartition(trx, orders, partition))
  const ids: string[] = []
  let made: string[] = []
  const order = async () => {
    while (made.length === 0) ids.push(await shop.place(product))
    ids.push(await shop.place(product))
  }
  const make = async () => {
    await expect.poll(() => ids.length).toBeGreaterThan(50)
    expect(await countByPartition()).toEqual({ orders_default: expect.any(Number) })
    made = await expectEventually(() => makePartitions(shop.db))
  }
  await Promise.all([make(), ...Array.from({ length: 8 }, order)])

  expect(made).toEqual([partition])
  expect(await countByPartition()).toEqual({ [partition]: ids.length })
  for (const id of [ids[0], ids.at(-1)]) expect(await shop.read(id ?? '')).toMatchObject({ id })
})

/** Tries again while the tables are in use, as `migrate` does. */
async function expectEventually<Result>(work: () => Promise<Result>): Promise<Result> {
  return await vi.waitFor(work, { timeout: 30_000, interval: 20 })
}

test('a month whose orders have refunds or keys stays in the default partition, and they can be refunded', async () => {
  const [partition = ''] = (await listPartitions(shop.db, orders)).map(({ name }) => name)
  await shop.db.transaction().execute((trx) => dropPartition(trx, orders, partition))
  const product = await shop.addProduct()
  const id = await shop.place(product)
  expect((await shop.refund(id, { amount_cents: 1 })).statusCode).toBe(201)
  expect(await makePartitions(shop.db)).toEqual([])
  expect((await shop.refund(id, { amount_cents: 1 })).statusCode).toBe(201)
  expect(await countByPartition()).toEqual({ orders_default: 1 })
})
