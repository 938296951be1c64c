import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SettledPage } from './read-merged-sums.queries.ts'
import { reportPages, reportStatement } from './report-progress.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** The shares that are reported in 10 s of a statement that never ends, and how many more after its end. */
async function reportedShares(expectedMs: number): Promise<{ shares: number[]; later: number }> {
  const shares: number[] = []
  const statement = Promise.withResolvers<void>()
  const reporting = reportStatement(
    (_, share = 1) => shares.push(share),
    'table',
    expectedMs,
    statement.promise,
  )
  await vi.advanceTimersByTimeAsync(10_000)
  const reported = [...shares]
  statement.resolve()
  await reporting
  await vi.advanceTimersByTimeAsync(10_000)
  return { shares: reported, later: shares.length - reported.length }
}

test('a statement is reported at most 5 times, ever more, and never as done', async () => {
  const { shares, later } = await reportedShares(1_000)
  expect(shares.length).toBeGreaterThan(2)
  expect(shares.length).toBeLessThanOrEqual(5)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBeLessThanOrEqual(0.9)
  expect(later).toBe(0)
})

test('a statement that takes as long as expected is reported until it ends, and not after it', async () => {
  const shares: number[] = []
  const statement = Promise.withResolvers<string>()
  const reporting = reportStatement(
    (_, share = 1) => shares.push(share),
    'table',
    1_000,
    statement.promise,
  )
  await vi.advanceTimersByTimeAsync(200)
  statement.resolve('done')
  expect(await reporting).toBe('done')
  const { length } = shares
  expect(length).toBeGreaterThan(0)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(shares).toHaveLength(length)
})

test('a statement that is expected to take 20 ms, or of unknown duration, is not reported', async () => {
  expect(await reportedShares(20)).toEqual({ shares: [], later: 0 })
  expect(await reportedShares(0)).toEqual({ shares: [], later: 0 })
})

test('100 pages of a CSV are reported 4 times, and passed on', async () => {
  const shares: number[] = []
  const page: SettledPage = {
    merchants: [{ merchant_id: 'm', currency: 'USD', lines: ['1', '2', '3'] }],
    rows: 300,
  }
  async function* pages() {
    for (let n = 0; n < 100; n++) yield page
  }
  let passed = 0
  for await (const each of reportPages(pages(), (_, share = 1) => shares.push(share))) {
    expect(each).toBe(page.merchants)
    passed += 1
  }
  expect(passed).toBe(100)
  expect(shares).toEqual([0.25, 0.5, 0.75, 1])
})
