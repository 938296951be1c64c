import { disableAutovacuum } from '@order-settlement/testing/shape-transactions.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await disableAutovacuum(database.db)
})
afterAll(() => database.drop())

beforeEach(async () => {
  await sql`delete from pg_statistic where starelid in (select relid from pg_partition_tree('transactions'))`.execute(
    database.db,
  )
  await sql`truncate transactions`.execute(database.db)
})

/** Adds PAID rows, and one row in 50 that is not, spread evenly from `since` over `hours`. */
async function addRows(rows: number, since: string, hours: number): Promise<void> {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'merchant_' || n % 100, 1000, 30, case when n % 50 = 0 then 'FAILED' else 'PAID' end,
      ${since}::timestamptz + n * ${hours} / ${rows}::float8 * interval '1 hour'
    from generate_series(0, ${(rows * 50) / 49} - 1) as n`.execute(database.db)
}

const analyze = () => sql`analyze transactions`.execute(database.db)

async function estimate(since: string, until: string): Promise<number> {
  const { rows } = await sql<{ rows: string }>`
    select estimate_paid(${since}, ${until}) as rows`.execute(database.db)
  return Number(rows[0]?.rows)
}

/** Expects a number within `percent` of another. */
function expectNear(actual: number, expected: number, percent: number): void {
  expect(actual).toBeGreaterThan(expected * (1 - percent / 100))
  expect(actual).toBeLessThan(expected * (1 + percent / 100))
}

test('an empty table, and a range beside all rows, have 0 rows', async () => {
  expect(await estimate('2025-01-01Z', '2025-02-01Z')).toBe(0)
  await analyze()
  expect(await estimate('2025-01-01Z', '2025-02-01Z')).toBe(0)
  await addRows(490, '2025-01-10Z', 24)
  for (let analyzed = 0; analyzed < 2; analyzed++) {
    expect(await estimate('2025-01-01Z', '2025-01-10Z')).toBe(0)
    expect(await estimate('2025-01-12Z', '2025-02-01Z')).toBe(0)
    await analyze()
  }
})

test('a fresh load without statistics is estimated within 5 %, a day of it and more than it too', async () => {
  await addRows(49_000, '2025-01-01Z', 240)
  expectNear(await estimate('2025-01-01Z', '2025-01-11Z'), 49_000, 5)
  expectNear(await estimate('2024-12-01Z', '2025-02-01Z'), 49_000, 5)
  expectNear(await estimate('2025-01-04Z', '2025-01-05Z'), 4_900, 5)
})

test('rows of which 90 % fall into one hour are estimated within 5 % in that hour with statistics', async () => {
  await addRows(4_900, '2025-01-01Z', 240)
  await addRows(44_100, '2025-01-05 12:00Z', 1)
  expectNear(await estimate('2025-01-01Z', '2025-01-11Z'), 49_000, 5)
  await analyze()
  expectNear(await estimate('2025-01-01Z', '2025-01-11Z'), 49_000, 5)
  expectNear(await estimate('2025-01-05 12:00Z', '2025-01-05 13:00Z'), 44_100, 5)
  expectNear(await estimate('2025-01-06Z', '2025-01-11Z'), 2_450, 50)
})

test('rows at one instant are in the range that has it, with and without statistics', async () => {
  await addRows(9_800, '2025-01-05 12:00Z', 0)
  for (let analyzed = 0; analyzed < 2; analyzed++) {
    expectNear(await estimate('2025-01-01Z', '2025-01-11Z'), 9_800, 5)
    expectNear(await estimate('2025-01-05 12:00Z', '2025-01-05 12:00:01Z'), 9_800, 5)
    await analyze()
  }
})

test('days that came after the last ANALYZE are estimated within 10 %, and those before it too', async () => {
  await addRows(24_500, '2025-01-01Z', 120)
  await analyze()
  await addRows(98_000, '2025-01-06Z', 240)
  expectNear(await estimate('2025-01-01Z', '2025-01-06Z'), 24_500, 10)
  expectNear(await estimate('2025-01-06Z', '2025-01-16Z'), 98_000, 10)
  expectNear(await estimate('2025-01-15Z', '2025-01-16Z'), 9_800, 10)
  expectNear(await estimate('2025-01-01Z', '2025-01-16Z'), 122_500, 10)
})

test('an estimate reads fewer than 200 pages, with and without statistics', async () => {
  await addRows(98_000, '2025-01-01Z', 240)
  for (let analyzed = 0; analyzed < 2; analyzed++) {
    await estimate('2025-01-01Z', '2025-01-11Z')
    expect(await pagesRead()).toBeLessThan(200)
    await analyze()
  }
})

/** Pages of tables and indexes that an estimate reads; the rows above fill 1,000. */
async function pagesRead(): Promise<number> {
  const { rows } = await sql<{
    'QUERY PLAN': { Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }[]
  }>`explain (analyze, buffers, format json)
    select estimate_paid('2025-01-01Z', '2025-01-11Z')`.execute(database.db)
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
  return (plan?.['Shared Hit Blocks'] ?? Infinity) + (plan?.['Shared Read Blocks'] ?? Infinity)
}
