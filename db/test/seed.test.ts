import { countBlocked } from '@order-settlement/testing/count-blocked.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seed } from '../seed.ts'
import type { Database } from '../tables.ts'

const rows = 20_000

async function fingerprint(db: Database): Promise<unknown> {
  const { rows } = await sql`
    select (select md5(string_agg((id, name, merchant_id, price_cents, stock)::text, ',' order by id))
        from products) as products,
      (select md5(string_agg(
        (id, merchant_id, amount_cents, fee_cents, status, paid_at, created_at)::text, ',' order by id))
        from transactions) as transactions`.execute(db)
  return rows
}

test('two databases get the same 20,000 rows; seeding again, or twice at once, changes nothing', async () => {
  await using one = await createTestDatabase()
  await using two = await createTestDatabase()
  expect(await seed(one.db, rows)).toBe(rows)
  const made = await Promise.all([seed(two.db, rows), seed(two.db, rows)])
  expect(made.toSorted()).toEqual([0, rows])
  const before = await fingerprint(one.db)
  expect(await fingerprint(two.db)).toEqual(before)
  expect(await seed(one.db, rows + 1)).toBe(0)
  expect(await fingerprint(one.db)).toEqual(before)
  // Recorded once: every machine must get the same rows.
  expect(before).toMatchInlineSnapshot(`
    [
      {
        "products": "ce062c0ecf90ce1e91430bcde959c51d",
        "transactions": "70f5a101db7caf7159ba11c320aae1ae",
      },
    ]
  `)
})

test('the rows have 1,000 merchants, all 31 days of January 2025, about 2 % not PAID, exact fees', async () => {
  await using database = await createTestDatabase()
  await seed(database.db, rows)
  const { rows: facts } = await sql`
    select count(*)::int as count, count(distinct merchant_id)::int as merchants,
      min(merchant_id) as first_merchant, max(merchant_id) as last_merchant,
      count(distinct (paid_at at time zone 'UTC')::date)::int as days,
      min((paid_at at time zone 'UTC')::date)::text as first_day,
      max((paid_at at time zone 'UTC')::date)::text as last_day,
      round(100.0 * count(*) filter (where status <> 'PAID') / count(*), 1)::float as not_paid,
      count(distinct status)::int as statuses,
      bool_and(fee_cents between 0 and amount_cents) as fees_are_less
    from transactions`.execute(database.db)
  expect(facts).toEqual([
    {
      count: rows,
      merchants: 1000,
      first_merchant: 'merchant_0001',
      last_merchant: 'merchant_1000',
      days: 31,
      first_day: '2025-01-01',
      last_day: '2025-01-31',
      not_paid: expect.closeTo(2, 0),
      statuses: 4,
      fees_are_less: true,
    },
  ])
})

test('product 1 is as documented, and the sequences continue after the seeded ids', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await seed(db, 10)
  expect(
    await db
      .selectFrom('products')
      .select(['id', 'name', 'merchant_id', 'price_cents', 'stock'])
      .where('id', '=', '1')
      .execute(),
  ).toEqual([
    {
      id: '1',
      name: 'Limited Edition',
      merchant_id: 'merchant_0001',
      price_cents: '9900',
      stock: '100',
    },
  ])
  const product = await db
    .insertInto('products')
    .values({ name: 'New', merchant_id: 'm', price_cents: 1, stock: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  const transaction = await db
    .insertInto('transactions')
    .values({ merchant_id: 'm', amount_cents: 1, fee_cents: 0, status: 'PENDING', paid_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  expect([product.id, transaction.id]).toEqual(['6', '11'])
})

test('0 transactions: only products', async () => {
  await using database = await createTestDatabase()
  expect(await seed(database.db, 0)).toBe(0)
  const { rows } = await sql`
    select (select count(*)::int from products) as products,
      (select count(*)::int from transactions) as transactions`.execute(database.db)
  expect(rows).toEqual([{ products: 5, transactions: 0 }])
})

test('1,000 merchants are described in the currency given; what a user changed or added stays when seeding again', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await Promise.all([seed(db, 0, 'EUR'), seed(db, 0, 'EUR')])
  const { rows } = await sql`
    select count(*)::int as count, min(id) as first, max(id) as last, min(name) as first_name,
      array_agg(distinct (currency, fee_basis_points, fee_fixed_cents, refunds_return_fee)::text) as terms
    from merchants`.execute(db)
  expect(rows).toEqual([
    {
      count: 1000,
      first: 'merchant_0001',
      last: 'merchant_1000',
      first_name: 'Merchant 0001',
      terms: ['(EUR,290,30,f)'],
    },
  ])

  await sql`update merchants set name = 'Mine', fee_fixed_cents = 0 where id = 'merchant_0001'`.execute(
    db,
  )
  await sql`delete from merchants where id = 'merchant_0002'`.execute(db)
  const before = await merchants(db)
  expect(await seed(db, 10, 'USD')).toBe(10)
  expect(await merchants(db)).toEqual(before)
})

test('a merchant that is being created while the seed describes the others is kept', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  let seeding: Promise<number> | undefined
  await db.transaction().execute(async (trx) => {
    await sql`insert into merchants (id, name, currency) values ('merchant_0500', 'Mine', 'CHF')`.execute(
      trx,
    )
    seeding = seed(db, 0)
    await expect.poll(() => countBlocked(db)).toBeGreaterThan(0)
  })
  await seeding
  const { rows } =
    await sql`select name, currency from merchants where id = 'merchant_0500'`.execute(db)
  expect([rows, (await merchants(db)).length]).toEqual([[{ name: 'Mine', currency: 'CHF' }], 1000])
})

test('an old database gets descriptions of the seeded merchants, a shop that was never seeded does not', async () => {
  await using old = await createTestDatabase()
  await seed(old.db, 10)
  await sql`delete from merchants`.execute(old.db)
  await seed(old.db, 10)
  expect(await merchants(old.db)).toHaveLength(1000)

  await using shop = await createTestDatabase()
  await sql`insert into products (name, merchant_id, price_cents, stock) values ('Own', 'own', 1, 1)`.execute(
    shop.db,
  )
  await seed(shop.db, 0)
  expect(await merchants(shop.db)).toEqual([])
})

test('the indexes of transactions are the same after seeding', async () => {
  await using database = await createTestDatabase()
  const indexes = async () => {
    const { rows } = await sql`
      select pg_get_indexdef(indexrelid) as definition, indisvalid from pg_index
      where indrelid = 'transactions'::regclass order by 1`.execute(database.db)
    return rows
  }
  const before = await indexes()
  expect(before.length).toBeGreaterThan(2)
  expect(await seed(database.db, 10)).toBe(10)
  expect(await indexes()).toEqual(before)
})

async function merchants(db: Database): Promise<unknown[]> {
  return await db.selectFrom('merchants').selectAll().orderBy('id').execute()
}
