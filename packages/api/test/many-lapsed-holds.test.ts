import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { maxQuantity } from '../src/orders/orders.schemas.ts'
import { codeOf, openShop, type Shop } from './shop.ts'

vi.setConfig({ testTimeout: 60_000 })

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await shop.expectRightBooks()
  await shop.stop()
})

/** A product whose units are all held, by holds of a unit that have run out. */
async function addLapsed(units: number): Promise<number> {
  const product = await shop.addProduct({ stock: units })
  await shop.db.transaction().execute(async (trx) => {
    await sql`
      insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents, status, created_at,
        expires_at, confirmed_at)
      select ${product}, 1, 'buyer-' || n, 1000, 1000, 'HELD', now() - interval '1 hour', now() - n * interval '1 ms', null
      from generate_series(1, ${units}::integer) as n`.execute(trx)
    await sql`update products set stock = 0, held = ${units} where id = ${product}`.execute(trx)
  })
  return product
}

async function countExpired(product: number): Promise<number> {
  const { rows } = await sql`
    select from orders where product_id = ${product} and status = 'EXPIRED'`.execute(shop.db)
  return rows.length
}

test('an order takes back as many holds that ran out as the largest order may need, and no more', async () => {
  const product = await addLapsed(30_000)
  expect(codeOf(await shop.order(product, { quantity: maxQuantity }))).toBe(201)
  expect(await countExpired(product)).toBe(maxQuantity)
  expect(await shop.unitsOf(product)).toEqual([30_000 - maxQuantity, 0, maxQuantity])

  const buyers = Array.from({ length: 20 }, (_, n) => ({ buyer_id: `new-${n}`, quantity: 1_000 }))
  const answers = await Promise.all(buyers.map((buyer) => shop.order(product, buyer)))
  expect(answers.map(codeOf)).toEqual(buyers.map(() => 201))
  expect(codeOf(await shop.order(product))).toBe('OUT_OF_STOCK')
  expect(await shop.unitsOf(product)).toEqual([0, 0, 30_000])
})

test('a late confirm of the largest order finds its units among many holds that ran out', async () => {
  const product = await addLapsed(30_000)
  const id = await shop.place(product, { quantity: maxQuantity, hold_seconds: 60 })
  // It ran out first, so that the next order takes back its units, and leaves one too few of them.
  await sql`
    update orders set created_at = now() - interval '2 hours', expires_at = now() - interval '1 hour'
    where id = ${id}`.execute(shop.db)
  const taken = await shop.place(product, { quantity: maxQuantity })
  expect((await shop.read(taken)).status).toBe('CONFIRMED')
  expect(codeOf(await shop.confirm(id))).toBe(200)
  expect(await shop.unitsOf(product)).toEqual([30_000 - 2 * maxQuantity, 0, 2 * maxQuantity])
})

test('a supply takes away the units of more holds than one statement gives back', async () => {
  const product = await addLapsed(25_000)
  const supply = (delta: number) =>
    shop.send('POST', `/products/${product}/stock`, { delta, reason: 'counted' })
  expect((await supply(-25_001)).json()).toMatchObject({ code: 'STOCK_BELOW_ZERO', stock: 25_000 })
  expect((await supply(-24_999)).json()).toMatchObject({ stock: 1, held: 0 })
})
