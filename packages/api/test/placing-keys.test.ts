import { makePartition } from '@order-settlement/db/partitions/make-partitions.ts'
import { partitionedTables } from '@order-settlement/db/partitions/partitioned-tables.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { insertOrders } from '../src/orders/placing/insert-orders.ts'
import { codeOf, type Shop, startShop } from './shop.ts'

vi.setConfig({ testTimeout: 60_000 })

let shop: Shop
beforeAll(async () => {
  shop = await startShop()
})
afterAll(async () => {
  await shop.expectRightBooks()
  const { rows } = await sql`
    select deadlocks::int from pg_stat_database where datname = current_database()`.execute(shop.db)
  expect(rows).toEqual([{ deadlocks: 0 }])
  await shop.stop()
})

/** An order of one unit with a key, so many months from now, as SQL places it. @throws 23505 if the key is taken */
async function insertByHand(product: number, key: string, months: number): Promise<string> {
  return await shop.db.transaction().execute(async (trx) => {
    await sql`update products set stock = stock - 1, sold = sold + 1 where id = ${product}`.execute(
      trx,
    )
    const { rows } = await sql<{ id: string }>`
      insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, idempotency_key)
      values (uuidv7(make_interval(months => ${months})), ${product}, 1, 'ann', 1000, 1000, ${key})
      returning id`.execute(trx)
    return rows[0]?.id ?? ''
  })
}

async function findByKey(key: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from orders where idempotency_key = ${key}`.execute(shop.db)
  return rows.map(({ id }) => id)
}

async function hasKey(key: string): Promise<boolean> {
  const { rows } = await sql`select from order_placing_keys where idempotency_key = ${key}`.execute(
    shop.db,
  )
  return rows.length > 0
}

const wanted = (product_id: number, key: string) => ({
  product_id,
  quantity: 1,
  buyer_id: 'ann',
  key,
})

/** Races for a key by an order of another month, of another product. @returns whether the api's order has it */
async function race(one: number, other: number, key: string, months: number): Promise<boolean> {
  const byHand = async () => {
    try {
      return await insertByHand(other, key, months)
    } catch (error) {
      expect(error).toMatchObject({ code: '23505' })
      return undefined
    }
  }
  const [id, answer] = await Promise.all([byHand(), shop.order(one, {}, key)])
  const found = await findByKey(key)
  expect(found).toEqual([id ?? answer.json().id])
  expect(codeOf(answer)).toBe(id === undefined ? 201 : 'IDEMPOTENCY_KEY_REUSED')
  const again = await shop.order(id === undefined ? one : other, {}, key)
  expect(again.json()).toMatchObject({ id: found[0] })
  expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' })
  return id === undefined
}

test('200 keys are raced for by orders of two months: each has one order, and its requests get that one', async () => {
  const one = await shop.addProduct({ stock: 500 })
  const others = await Promise.all(Array.from({ length: 5 }, () => shop.addProduct({ stock: 500 })))
  const outcomes: boolean[] = []
  for (let round = 0; round < 40; round++) {
    const months = round % 2 === 0 ? 1 : -1
    const races = others.map((other, n) => race(one, other, `edge-${round}-${n}`, months))
    outcomes.push(...(await Promise.all(races)))
  }
  expect(new Set(outcomes)).toEqual(new Set([true, false]))
})

test('a key of before keys had a table finds its order, and places no second one', async () => {
  const product = await shop.addProduct()
  const id = await insertByHand(product, 'old', -30)
  await sql`delete from order_placing_keys where idempotency_key = 'old'`.execute(shop.db)

  const answer = await shop.order(product, {}, 'old')
  expect(answer.json()).toMatchObject({ id })
  expect(answer.headers).toMatchObject({ 'idempotent-replayed': 'true' })
  await expect(insertByHand(product, 'old', 0)).rejects.toMatchObject({ code: '23505' })
  expect(await findByKey('old')).toEqual([id])
  expect(await hasKey('old')).toBe(false)
})

test('a key of before keys had a table finds its order in the partition that it has moved to, and places no second one', async () => {
  const product = await shop.addProduct()
  const id = await insertByHand(product, 'moved', 7)
  await sql`delete from order_placing_keys where idempotency_key = 'moved'`.execute(shop.db)
  const { rows } = await sql<{ month: string }>`
    select to_char(uuid_extract_timestamp(${id}) at time zone 'UTC', 'YYYY-MM') as month`.execute(
    shop.db,
  )
  expect(await makePartition(shop.db, partitionedTables.orders, rows[0]?.month ?? '')).toBe(true)

  const answer = await shop.order(product, {}, 'moved')
  expect(answer.json()).toMatchObject({ id })
  expect(answer.headers).toMatchObject({ 'idempotent-replayed': 'true' })
  expect(await findByKey('moved')).toEqual([id])
})

test('an order that is refused, known or rolled back leaves no key', async () => {
  const product = await shop.addProduct({ stock: 0 })
  expect(codeOf(await shop.order(product, {}, 'refused'))).toBe('OUT_OF_STOCK')
  expect(await hasKey('refused')).toBe(false)
  await shop.send('POST', `/products/${product}/stock`, { delta: 5, reason: 'more' })
  expect((await shop.order(product, {}, 'refused')).statusCode).toBe(201)

  await expect(
    shop.db.transaction().execute(async (trx) => {
      const [placed] = await insertOrders(trx, [wanted(product, 'rolled-back')], 'USD')
      expect(placed?.order).toBeDefined()
      throw new Error('lost')
    }),
  ).rejects.toThrow('lost')
  expect(await hasKey('rolled-back')).toBe(false)
  const placed = await shop.order(product, {}, 'rolled-back')
  expect(placed.headers).not.toHaveProperty('idempotent-replayed')
  expect(await findByKey('rolled-back')).toEqual([placed.json().id])
})

test('an order that is deleted by hand frees its key, and no other', async () => {
  const product = await shop.addProduct()
  const [deleted, kept] = [
    await insertByHand(product, 'deleted', -1),
    await shop.order(product, {}, 'kept'),
  ]
  await shop.db.transaction().execute(async (trx) => {
    await sql`delete from transactions where order_id = ${deleted}`.execute(trx)
    await sql`delete from orders where id = ${deleted}`.execute(trx)
    await sql`update products set stock = stock + 1, sold = sold - 1 where id = ${product}`.execute(
      trx,
    )
  })
  const again = await shop.order(product, {}, 'deleted')
  expect(again.statusCode).toBe(201)
  expect(again.headers).not.toHaveProperty('idempotent-replayed')
  expect((await shop.order(product, {}, 'kept')).json()).toMatchObject({ id: kept.json().id })

  await expect(
    shop.db.transaction().execute(async (trx) => {
      await sql`truncate orders cascade`.execute(trx)
      const { rows } = await sql`select from order_placing_keys`.execute(trx)
      throw new Error(`${rows.length} keys are left`)
    }),
  ).rejects.toThrow('0 keys are left')
})

test('two batches that share 20 keys in opposite order, of other products, wait for each other: 40 rounds, no deadlock', async () => {
  const [one, other] = [
    await shop.addProduct({ stock: 900 }),
    await shop.addProduct({ stock: 900 }),
  ]
  const place = async (db: Database, product: number, keys: string[]) => {
    const placed = await insertOrders(
      db,
      keys.map((key) => wanted(product, key)),
      'USD',
    )
    return placed.filter(({ order }) => order !== undefined).length
  }
  for (let round = 0; round < 40; round++) {
    const keys = Array.from({ length: 20 }, (_, n) => `shared-${round}-${n}`)
    const placed = await Promise.all([
      place(shop.db, one, keys),
      place(shop.db, other, keys.toReversed()),
    ])
    expect(placed.toSorted()).toEqual([0, 20])
  }
})
