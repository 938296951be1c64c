import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { audit } from '../audit.ts'
import { migrate, migrationFiles } from '../migrate.ts'
import { placeAsBefore } from './place-as-before.ts'

const logger = createLogger('test', 'silent')

/** Brings a database back to the version before the ledger, with 50 products and orders of 1 to 3 units. */
async function restoreVersionBefore({ db, url }: TestDatabase, orders: number): Promise<void> {
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  const earlier = Object.entries(await migrationFiles.getMigrations()).filter(
    ([name]) => name < '0013',
  )
  await migrate(url, logger, { getMigrations: async () => Object.fromEntries(earlier) })
  await sql`insert into products (name, merchant_id, price_cents, stock)
    select 'P', 'm', 5, 1000000 from generate_series(1, 50)`.execute(db)
  await sql`insert into orders (product_id, quantity, buyer_id, status, unit_price_cents, total_cents)
    select n % 50 + 1, n % 3 + 1, 'b', case n % 10 when 0 then 'CANCELLED' else 'CONFIRMED' end, 5, 5 * (n % 3 + 1)
    from generate_series(1, ${orders}::integer) as n`.execute(db)
  await sql`update products set stock = stock - units from (
      select product_id, sum(quantity) as units from orders where status = 'CONFIRMED' group by 1) as sold
    where id = product_id`.execute(db)
}

test('100,000 orders of the version before count as sold, also those placed while it migrates and after', async () => {
  await using database = await createTestDatabase()
  const { db, url } = database
  await restoreVersionBefore(database, 100_000)
  let migrated = false
  let placedAfter = 0
  const shops = Array.from({ length: 4 }, async (_, shop) => {
    // Each until it has placed 20 batches after the migration.
    for (let batch = 0, after = 0; after < 20; batch++) {
      if (migrated) after += 1
      const ids = Array.from({ length: 5 }, (_, n) => ((shop * 7 + batch + n * 3) % 50) + 1)
      const { rows } = await placeAsBefore(ids, 2).execute(db)
      if (migrated) placedAfter += rows.length
    }
  })
  await migrate(url, logger)
  migrated = true
  await Promise.all(shops)

  expect(placedAfter).toBeGreaterThanOrEqual(400)
  expect(await audit(db)).toEqual({
    products: [],
    orders: [],
    refunds: [],
    transactions: [],
    settlements: [],
    closed_days: [],
  })
  const { rows } = await sql`
    select reason, count(*)::int, min(delta)::int, max(delta)::int from stock_movements group by 1`.execute(
    db,
  )
  expect(rows).toEqual([{ reason: 'opening stock', count: 50, min: 1_000_000, max: 1_000_000 }])
})

test('units that the version before had lost or returned twice are recorded as by hand', async () => {
  await using database = await createTestDatabase()
  const { db, url } = database
  await restoreVersionBefore(database, 1_000)
  await sql`update products set stock = stock - 4 where id = 1`.execute(db)
  await sql`update products set supplied = supplied - 6 where id = 2`.execute(db)

  await migrate(url, logger)

  expect(await audit(db)).toEqual({
    products: [],
    orders: [],
    refunds: [],
    transactions: [],
    settlements: [],
    closed_days: [],
  })
  const { rows } = await sql`
    select product_id::int, delta::int from stock_movements where reason = 'by hand' order by 1`.execute(
    db,
  )
  expect(rows).toEqual([
    { product_id: 1, delta: -4 },
    { product_id: 2, delta: 6 },
  ])
})
