import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

const maxBigint = 2n ** 63n - 1n

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.drop())

/** As the contract defines it, in integers of any size. */
function exactFee(amount: bigint, basisPoints: number, fixed: bigint): bigint {
  return (amount * BigInt(basisPoints) + 5_000n) / 10_000n + fixed
}

/** @returns the fees in order */
async function fees(wanted: [amount: bigint, basisPoints: number, fixed: bigint][]) {
  const [amounts, points, fixed] = [0, 1, 2].map((at) => wanted.map((row) => String(row[at])))
  const { rows } = await sql<{ fee: string }>`
    select merchant_fee(amount, points, fixed) as fee
    from unnest(${amounts}::bigint[], ${points}::integer[], ${fixed}::bigint[])
      with ordinality as t (amount, points, fixed, n) order by n`.execute(database.db)
  return rows.map(({ fee }) => BigInt(fee))
}

const basisPoints = fc.oneof(
  fc.integer({ min: 0, max: 10_000 }),
  fc.constantFrom(0, 1, 290, 10_000),
)

function cents(max: bigint) {
  const edges = [2n ** 53n, 2n ** 62n, max].flatMap((n) => [n - 1n, n]).filter((n) => n <= max)
  return fc.oneof(
    fc.bigInt({ min: 0n, max: 100_000n }),
    fc.bigInt({ min: 0n, max }),
    fc.constantFrom(0n, ...edges),
  )
}

test('10,000 fees equal round_half_up(amount × basis points / 10000) + fixed in exact integers', async () => {
  const row = fc.tuple(cents(maxBigint), basisPoints, cents(2n ** 53n - 1n))
  const representable = row.filter((terms) => exactFee(...terms) <= maxBigint)
  const batch = fc.array(representable, { minLength: 100, maxLength: 100 })
  const property = fc.asyncProperty(batch, async (rows) => {
    expect(await fees(rows)).toEqual(rows.map((terms) => exactFee(...terms)))
  })
  await fc.assert(property, { numRuns: 100 })
})

test.each([
  [9900n, 290, 30n, 317n],
  // 0.5 of a cent rounds up, less rounds down.
  [50n, 100, 0n, 1n],
  [49n, 100, 0n, 0n],
  [0n, 10_000, 0n, 0n],
  // A fee may be larger than its amount.
  [1n, 0, 30n, 30n],
  [maxBigint, 10_000, 0n, maxBigint],
])('%d cents at %d basis points and %d cents: %d cents', async (amount, points, fixed, fee) => {
  expect(await fees([[amount, points, fixed]])).toEqual([fee])
})

test.each([
  ['a sum beyond 2^63 - 1', [maxBigint, 10_000, 1n]],
  ['the largest terms', [maxBigint, 10_000, maxBigint]],
  ['a negative amount', [-1n, 290, 30n]],
  ['basis points of -1', [100n, -1, 0n]],
  ['basis points of 10001', [100n, 10_001, 0n]],
  ['a negative fixed part', [100n, 290, -1n]],
] as [string, [bigint, number, bigint]][])(
  '%s raises an error, it never wraps',
  async (_, terms) => {
    await expect(fees([terms])).rejects.toMatchObject({ code: '22003' })
  },
)

test('a null stays null', async () => {
  const { rows } = await sql`select merchant_fee(null, 290, 30) as fee`.execute(database.db)
  expect(rows).toEqual([{ fee: null }])
})
