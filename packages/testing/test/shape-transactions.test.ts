import { seed } from '@order-settlement/db/seed.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { independentCsv } from '../src/independent-csv.ts'
import {
  keepSeed,
  rangeOf,
  type Shape,
  type StatisticsState,
  shapes,
  shapeTransactions,
  statisticsStates,
} from '../src/shape-transactions.ts'
import { createTestDatabase, type TestDatabase } from '../src/test-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await seed(database.db, 2000)
  await keepSeed(database.db)
})

afterAll(() => database.drop())

interface Spread {
  rows: number
  hour: number
  instants: number
  merchants: number
  days: number
}

const evenly = { rows: 2000, hour: 3, instants: 2000, merchants: 1000, days: 31 }

test.each<[Shape, Spread]>([
  ['even', evenly],
  ['hour', { ...evenly, hour: 1800 }],
  ['instant', { ...evenly, hour: 2000, instants: 1, days: 1 }],
  ['merchant', { ...evenly, merchants: 1 }],
  ['year', { ...evenly, hour: 84, days: 1 }],
])('2,000 transactions have the shape %s', async (shape, expected) => {
  await shapeTransactions(database.db, { shape, statistics: 'fresh' })

  const { rows } = await sql<Spread>`
    select count(*)::integer as rows, count(distinct paid_at)::integer as instants,
      count(*) filter (where date_trunc('hour', paid_at) = '2025-01-15 12:00Z')::integer as hour,
      count(distinct merchant_id)::integer as merchants, count(distinct paid_at::date)::integer as days
    from transactions`.execute(database.db)

  expect(rows).toEqual([expected])
})

test('a year has 366 days and all transactions, and each shape has the amounts of the seed', async () => {
  const { from, to } = rangeOf('year')
  expect((Date.parse(to) - Date.parse(from)) / 86_400_000 + 1).toBe(366)
  const totals = new Set<string>()
  for (const shape of shapes) {
    await shapeTransactions(database.db, { shape, statistics: 'stale' })
    totals.add(total(await independentCsv(database.db, rangeOf(shape))))
  }
  expect(totals.size).toBe(1)
})

/** Gross, fee and number of all lines. */
function total(csv: string): string {
  const lines = csv.trimEnd().split('\n').slice(1)
  const cells = lines.map((line) => line.split(',').map(Number))
  return [2, 3, 5].map((column) => cells.reduce((sum, line) => sum + (line[column] ?? 0), 0)).join()
}

test.each<[StatisticsState, { known: string | null; reltuples: number }]>([
  ['fresh', { known: '2025-01-31', reltuples: 2000 }],
  ['none', { known: null, reltuples: -1 }],
  ['stale', { known: '2024-12-31', reltuples: 2000 }],
])('statistics are %s, also after another state', async (statistics, expected) => {
  for (const before of statisticsStates) {
    await shapeTransactions(database.db, { shape: 'hour', statistics: before })
    await shapeTransactions(database.db, { shape: 'even', statistics })

    const { rows } = await sql`
      select reltuples, (select (histogram_bounds::text::timestamptz[])[
          array_length(histogram_bounds::text::timestamptz[], 1)]::date
        from pg_stats where tablename = 'transactions' and attname = 'paid_at') as known
      from pg_class where relname = 'transactions'`.execute(database.db)

    expect(rows).toEqual([expected])
  }
})
