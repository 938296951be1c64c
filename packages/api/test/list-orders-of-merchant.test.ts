import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { selectOrders } from '../src/orders/orders.queries.ts'

test('5 orders of a merchant with 500 products are found among 100,000 of another within a second', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await sql`insert into products (id, name, merchant_id, price_cents, stock)
    select n, 'Test', case n when 0 then 'large' else 'small' end, 1, 0 from generate_series(0, 500) as n`.execute(
    db,
  )
  await sql`insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents)
    select case n % 20000 when 0 then n / 200 else 0 end, 1, 'ann', 1, 1
    from generate_series(1, 100000) as n`.execute(db)
  await sql`analyze orders, products`.execute(db)
  const found = await db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = '1s'`.execute(trx)
    return await selectOrders(trx, { only: 'small' }, undefined, 51)
  })
  expect(found.map(({ product_id }) => product_id)).toEqual(['500', '400', '300', '200', '100'])
})
