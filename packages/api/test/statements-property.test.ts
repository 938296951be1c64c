import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Statement } from '../src/statements/statements.schemas.ts'
import { startApp, type TestApp } from './start-app.ts'
import { insertDays, insertJob, type Settled } from './statement-jobs.ts'

const names = [
  'gross_cents',
  'fee_cents',
  'net_cents',
  'txn_count',
  'refund_cents',
  'refund_count',
] as const
type Sums = Record<(typeof names)[number], bigint>

/** Days are numbers: days since 1970-01-01. */
const numberOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000
const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
const monthOf = (day: number) => dateOf(day).slice(0, 7)
/** 1970-01-05 was a Monday. */
const weekOf = (day: number) => Math.floor((day - 4) / 7)

const first = numberOf('2023-11-01')
const last = numberOf('2026-02-28')
const settledDays = { from: '2024-01-20', to: '2025-01-10' }

let api: TestApp
let job: string
beforeAll(async () => {
  api = await startApp()
  job = await insertJob(api.db, settledDays)
})
afterAll(() => api.stop())

const cents = fc.oneof(fc.bigInt({ min: -500n, max: 500n }), fc.bigInt(-(2n ** 61n), 2n ** 61n))
const settled = fc.record({
  day: fc.integer({ min: first, max: last }),
  gross: cents,
  fee: cents,
  count: fc.integer({ min: 5, max: 2 ** 31 }),
  refunded: fc.bigInt(0n, 2n ** 61n),
  refunds: fc.integer({ min: 0, max: 5 }),
})
const months = fc
  .tuple(fc.integer({ min: 2, max: 25 }), fc.integer({ min: 1, max: 12 }))
  .map(([month, count]) => ({
    from: Date.UTC(2024, month - 2, 1) / 86_400_000,
    to: Date.UTC(2024, month - 2 + count, 0) / 86_400_000,
  }))
const anyDays = fc
  .tuple(fc.integer({ min: first, max: last }), fc.integer({ min: 1, max: 366 }))
  .map(([from, count]) => ({ from, to: from + count - 1 }))

function sumOf(days: Settled[], from: number, to: number): Sums {
  const within = days.filter(({ date }) => numberOf(date) >= from && numberOf(date) <= to)
  const add = (value: (day: Settled) => string | number | bigint | undefined) =>
    within.reduce((sum, day) => sum + BigInt(value(day) ?? 0), 0n)
  const [gross_cents, fee_cents] = [add(({ gross }) => gross), add(({ fee }) => fee)]
  return {
    gross_cents,
    fee_cents,
    net_cents: gross_cents - fee_cents,
    txn_count: add(({ count }) => count),
    refund_cents: add(({ refunded }) => refunded),
    refund_count: add(({ refunds }) => refunds),
  }
}

function exact(sums: Record<(typeof names)[number], number | string>): Sums {
  return Object.fromEntries(names.map((name) => [name, BigInt(sums[name])])) as Sums
}

/** Rounds half away from zero. */
function percentOf(now: bigint, before: bigint): string | null {
  if (before === 0n) return null
  const size = (value: bigint) => (value < 0n ? -value : value)
  const hundredths = (size(now - before) * 20_000n + size(before)) / (2n * size(before))
  const digits = String(hundredths).padStart(3, '0')
  const sign = now < before && hundredths > 0n ? '-' : ''
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

async function read(merchant: string, query: Record<string, string>): Promise<Statement> {
  const answer = await api.app.inject({ url: `/merchants/${merchant}/statement`, query })
  expect([answer.statusCode, answer.body]).toEqual([200, expect.anything()])
  return answer.json()
}

let merchants = 0

test('rows partition the range and sum up to the totals; the difference is totals less the period before', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(settled, { selector: ({ day }) => day, maxLength: 60 }),
      fc.oneof(months, anyDays),
      fc.constantFrom('day', 'week', 'month' as const),
      async (found, range, group) => {
        merchants += 1
        const merchant = `merchant_${merchants}`
        const days = found.map(({ day, ...sums }) => ({ merchant, date: dateOf(day), ...sums }))
        // A row on a day that no range has, so that the merchant is known.
        await insertDays(api.db, job, [...days, { merchant, date: '2000-01-01', gross: 1 }])
        const query = { from: dateOf(range.from), to: dateOf(range.to), group }
        const statement = await read(merchant, query)

        checkRows(statement, days, range)
        checkPrevious(statement, days, range)
      },
    ),
    { numRuns: 60 },
  )
})

interface Range {
  from: number
  to: number
}

function checkRows(
  { group, rows, totals, unsettled_dates }: Statement,
  days: Settled[],
  range: Range,
) {
  const keyOf = { day: String, week: weekOf, month: monthOf }[group]
  let next = range.from
  for (const row of rows) {
    expect(numberOf(row.from)).toBe(next)
    next = numberOf(row.to) + 1
    expect(keyOf(numberOf(row.from))).toBe(keyOf(next - 1))
    if (next <= range.to) expect(keyOf(next)).not.toBe(keyOf(next - 1))
    expect(exact(row)).toEqual(sumOf(days, numberOf(row.from), numberOf(row.to)))
    const unsettled = unsettled_dates.filter((date) => date >= row.from && date <= row.to)
    expect(row.settled).toBe(unsettled.length === 0)
  }
  expect(next).toBe(range.to + 1)
  expect(exact(totals)).toEqual(sumOf(days, range.from, range.to))
  expect(unsettled_dates).toEqual(unsettledIn(range))
}

function unsettledIn({ from, to }: Range): string[] {
  const all = Array.from({ length: to - from + 1 }, (_, index) => dateOf(from + index))
  return all.filter((date) => date < settledDays.from || date > settledDays.to)
}

function checkPrevious({ previous, totals, difference }: Statement, days: Settled[], range: Range) {
  const [from, to] = [numberOf(previous.from), numberOf(previous.to)]
  expect(to).toBe(range.from - 1)
  const countMonths = (first: number, last: number) =>
    new Set(Array.from({ length: last - first + 1 }, (_, index) => monthOf(first + index))).size
  const startsMonth = (day: number) => dateOf(day).endsWith('-01')
  if (startsMonth(range.from) && startsMonth(range.to + 1)) {
    expect(startsMonth(from)).toBe(true)
    expect(countMonths(from, to)).toBe(countMonths(range.from, range.to))
  } else expect(to - from).toBe(range.to - range.from)
  const before = sumOf(days, from, to)
  expect(exact(previous.totals)).toEqual(before)
  expect(previous.unsettled_date_count).toBe(unsettledIn({ from, to }).length)
  const now = exact(totals)
  for (const name of names) {
    expect(BigInt(difference.absolute[name])).toBe(now[name] - before[name])
    expect(difference.percent[name]).toBe(percentOf(now[name], before[name]))
  }
}
