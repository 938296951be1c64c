import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../src/test-database.ts'

test('20 test databases at once are 20 migrated copies that do not see each other', async () => {
  const databases = await Promise.all(Array.from({ length: 20 }, createTestDatabase))
  try {
    const counts = await Promise.all(
      databases.map(async ({ db }, index) => {
        for (let id = 0; id <= index; id++)
          await db
            .insertInto('products')
            .values({ name: 'Thing', merchant_id: 'm', price_cents: 1, stock: 1 })
            .execute()
        const { rows } = await sql<{ count: string }>`select count(*) from products`.execute(db)
        return Number(rows[0]?.count)
      }),
    )
    expect(counts).toEqual(databases.map((_, index) => index + 1))
  } finally {
    await Promise.all(databases.map(({ drop }) => drop()))
  }
})
