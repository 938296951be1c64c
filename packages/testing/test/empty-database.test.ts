import { seed } from '@order-settlement/db/seed.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { emptyDatabase } from '../src/empty-database.ts'
import { createTestDatabase } from '../src/test-database.ts'

test('an emptied database is like a new one: no rows but those of migrations, and ids from 1', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const counts = async () => {
    const { rows } = await sql`
      select relname, query_to_xml(format('select count(*) from %s', oid::regclass), true, true, '')::text as count
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`.execute(
      db,
    )
    return rows
  }
  const before = await counts()
  await seed(db, 100)
  await sql`insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents)
    values (1, 1, 'u', 100, 100)`.execute(db)
  expect(await counts()).not.toEqual(before)

  await emptyDatabase(db)

  expect(await counts()).toEqual(before)
  const product = { name: 'P', merchant_id: 'm', price_cents: 1, stock: 1 }
  const created = await db.insertInto('products').values(product).returning('id').execute()
  expect(created).toEqual([{ id: '1' }])
})
