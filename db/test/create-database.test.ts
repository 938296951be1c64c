import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

test('dates are selected as text, also in arrays, and 64-bit integers without rounding', async () => {
  await using database = await createTestDatabase()
  const { rows } = await sql`
    select date '2025-03-30' as day, array[date '2025-03-30', null] as days,
      9007199254740993::bigint as big, array[9007199254740993::bigint] as bigs`.execute(database.db)
  expect(rows).toEqual([
    {
      day: '2025-03-30',
      days: ['2025-03-30', null],
      big: '9007199254740993',
      bigs: ['9007199254740993'],
    },
  ])
})
