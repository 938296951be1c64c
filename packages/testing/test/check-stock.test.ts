import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { checkStock } from '../src/check-stock.ts'
import { createTestDatabase } from '../src/test-database.ts'

test('held and sold units are live; those of expired and cancelled orders, and returned ones, are not', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  // Of 20, 4 are sold less 1 that was returned, and 2 are held.
  await sql`insert into products (id, name, merchant_id, price_cents, stock) values (7, 'P', 'm', 1, 20)`.execute(
    db,
  )
  await sql`update products set stock = 15, sold = 3, held = 2 where id = 7`.execute(db)
  await sql`insert into orders
      (product_id, quantity, buyer_id, unit_price_cents, total_cents, status, expires_at, confirmed_at, returned_units)
    values (7, 4, 'u', 1, 4, 'CONFIRMED', null, now(), 1), (7, 2, 'u', 1, 2, 'HELD', now(), null, 0),
      (7, 5, 'u', 1, 5, 'EXPIRED', now(), null, 0), (7, 6, 'u', 1, 6, 'CANCELLED', null, now(), 6),
      (7, 6, 'u', 1, 6, 'CANCELLED', now(), null, 0)`.execute(db)

  expect(await checkStock(db, [{ product_id: 7, units: 20 }])).toEqual([])
  expect(await checkStock(db, [{ product_id: 7, units: 21 }])).toEqual([
    'product 7: supplied with 21, but stock is 15 and 5 are sold',
  ])
})
