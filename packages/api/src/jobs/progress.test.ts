import fc from 'fast-check'
import { expect, test } from 'vitest'
import { phaseOf, progressOf, speedOf, summingShare, type Work } from './progress.ts'

const work = (changes: Partial<Work> = {}): Work => ({
  status: 'RUNNING',
  publishing: false,
  processed: 0,
  estimated: 1_000_000,
  kept: 0,
  publishedShare: 0,
  summingSeconds: 1,
  ...changes,
})

const count = fc.oneof(fc.nat(100), fc.nat({ max: Number.MAX_SAFE_INTEGER }))
const share = fc.double({ min: 0, max: 1, noNaN: true })

test('progress of a job that is not completed never goes back and stays within 0 to 99.9, whatever the estimate is', () => {
  fc.assert(
    fc.property(count, fc.array(count), fc.array(share), (estimated, rows, shares) => {
      const summing = rows.sort((a, b) => a - b).map((processed) => work({ estimated, processed }))
      const processed = summing.at(-1)?.processed ?? 0
      const publishing = [0, ...shares.sort((a, b) => a - b), 1].map((publishedShare) =>
        work({ estimated, processed, publishing: true, publishedShare }),
      )
      const progress = [...summing, ...publishing].map(progressOf)
      expect(progress).toEqual(progress.toSorted((a, b) => a - b))
      expect(progress[0]).toBeGreaterThanOrEqual(0)
      expect(progress.at(-1)).toBe(99.9)
      const last = summing.at(-1)
      if (last) expect(progressOf(last)).toBeLessThanOrEqual(summingShare * 100)
    }),
  )
})

test('progress has one decimal, also where the job has no rows', () => {
  fc.assert(
    fc.property(count, count, share, fc.boolean(), (estimated, processed, done, publishing) => {
      const progress = progressOf(work({ estimated, processed, publishing, publishedShare: done }))
      expect(Number(progress.toFixed(1))).toBe(progress)
    }),
  )
})

test('summing is in proportion to the rows until 90 % of the estimate', () => {
  for (const tenth of [1, 3, 5, 9]) {
    const progress = progressOf(work({ processed: tenth * 100_000 }))
    expect(Math.abs(progress - tenth * 10 * summingShare)).toBeLessThanOrEqual(0.1)
  }
})

test('an estimate that is a tenth of the rows leaves progress below the start of publishing', () => {
  const before = progressOf(work({ estimated: 100_000, processed: 95_000 }))
  const after = progressOf(work({ estimated: 100_000, processed: 1_000_000 }))
  expect(after).toBeGreaterThan(before)
  expect(after).toBeLessThanOrEqual(summingShare * 100)
})

test('only a completed job has 100, also one without rows', () => {
  expect(progressOf(work({ status: 'COMPLETED', estimated: 0 }))).toBe(100)
  for (const status of ['FAILED', 'CANCELLED'] as const) {
    expect(progressOf(work({ status, publishing: true, publishedShare: 1 }))).toBe(99.9)
  }
})

test('a job of unknown size has the progress of its publishing only, a speed, and no remaining time', () => {
  expect(progressOf(work({ estimated: null, processed: 1_000 }))).toBe(0)
  expect(speedOf(work({ estimated: null, processed: 1_000 }))).toEqual({
    rowsPerSecond: 1_000,
    etaSeconds: null,
  })
})

test('phases follow status and publishing', () => {
  const phase = (status: Work['status'], publishing: boolean) => phaseOf({ status, publishing })
  expect(phase('QUEUED', false)).toBe('QUEUED')
  expect(phase('RUNNING', false)).toBe('SUMMING')
  expect(phase('RUNNING', true)).toBe('PUBLISHING')
  for (const status of ['COMPLETED', 'FAILED', 'CANCELLED'] as const) {
    expect([phase(status, false), phase(status, true)]).toEqual(['DONE', 'DONE'])
  }
})

test('500,000 of 1,000,000 rows in 10 s are 50,000 a second, and as much again is left, with publishing', () => {
  const speed = { processed: 500_000, summingSeconds: 10 }
  const whole = 20 / summingShare
  expect(speedOf(work(speed))).toEqual({ rowsPerSecond: 50_000, etaSeconds: Math.ceil(whole - 10) })
})

test('kept sums count to the total, but not to the speed', () => {
  const kept = { processed: 700_000, kept: 500_000, summingSeconds: 10 }
  expect(speedOf(work(kept)).rowsPerSecond).toBe(20_000)
  expect(speedOf(work({ ...kept, kept: 700_000 })).rowsPerSecond).toBeNull()
})

test('while it is published, the time that is left falls with each step to 0', () => {
  const left = [0, 0.5, 0.9, 1].map(
    (publishedShare) =>
      speedOf(work({ publishing: true, processed: 900_000, summingSeconds: 90, publishedShare }))
        .etaSeconds,
  )
  const first = (90 / summingShare) * (1 - summingShare)
  expect(left).toEqual([...[1, 0.5, 0.1].map((rest) => Math.ceil(first * rest - 1e-9)), 0])
})

test('speed and remaining time are whole numbers of at least 0, or null, whatever the clock says', () => {
  const microseconds = fc.integer({ min: -1e12, max: 1e12 })
  const seconds = fc.oneof(
    fc.constant(null),
    microseconds.map((us) => us / 1e6),
  )
  fc.assert(
    fc.property(count, count, count, seconds, share, fc.boolean(), (...drawn) => {
      const [estimated, kept, more, summingSeconds, publishedShare, publishing] = drawn
      const processed = Math.min(kept + more, Number.MAX_SAFE_INTEGER)
      const { rowsPerSecond, etaSeconds } = speedOf(
        work({ estimated, kept, processed, summingSeconds, publishedShare, publishing }),
      )
      for (const value of [rowsPerSecond, etaSeconds]) {
        if (value === null) continue
        expect(Number.isInteger(value)).toBe(true)
        expect(value).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})

test('a job that does not run has no speed', () => {
  for (const status of ['QUEUED', 'COMPLETED', 'FAILED', 'CANCELLED'] as const) {
    expect(speedOf(work({ status, processed: 500_000 }))).toEqual({
      rowsPerSecond: null,
      etaSeconds: null,
    })
  }
})
