import { expect, test } from 'vitest'
import { judge } from '../src/figure.ts'
import { median, percentile } from '../src/median.ts'
import { summarize, toMeasurement } from '../src/orders/measurement.ts'
import { formatFigures } from '../src/table.ts'

test('the median of 5 runs is the third, of 4 the mean of the two in the middle', () => {
  expect(median([9, 1, 100, 3, 2])).toBe(3)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([7])).toBe(7)
  expect(() => median([])).toThrow('no values')
})

test('99 of 100 values are at most the 99th percentile', () => {
  const values = Array.from({ length: 100 }, (_, place) => 100 - place)
  expect(percentile(values, 0.99)).toBe(100)
  expect(percentile(values, 0.5)).toBe(51)
  expect(percentile([3, 1, 2], 1)).toBe(3)
})

test('a ratio at its bound is reached, and one beyond it is not', () => {
  const rate = { name: 'hot', title: 'orders/s', unit: '/s' as const, wanted: { atLeast: 10 } }
  const against = { title: 'baseline', value: 100 }
  expect(judge({ ...rate, ours: 1_000, against })).toMatchObject({ ratio: 10, reached: true })
  expect(judge({ ...rate, ours: 999, against })).toMatchObject({ ratio: 9.99, reached: false })
  const time = { name: 'p99', title: 'p99', unit: 'ms' as const, wanted: { atMost: 50 } }
  expect(judge({ ...time, ours: 50 })).toMatchObject({ ratio: null, reached: true })
  expect(judge({ ...time, ours: 51 })).toMatchObject({ ratio: null, reached: false })
})

test('a figure without a bound is shown and not judged', () => {
  const figure = judge({ name: 'x', title: 'the same, workers: 2', unit: 'ms', ours: 12.345 })
  expect(figure.reached).toBeNull()
  expect(formatFigures([figure])).toMatch(/the same, workers: 2 +│ 12\.35 ms │/)
})

test('runs of 100/s, 300/s and 200/s are summed up as 200/s from 100 to 300, with all other answers', () => {
  const run = (perSecond: number, others: Record<string, number>) =>
    toMeasurement(Array(perSecond).fill(2), 1, others)
  expect(summarize([run(100, { 503: 1 }), run(300, { error: 2 }), run(200, { 503: 4 })])).toEqual({
    perSecond: 200,
    p50Ms: 2,
    p99Ms: 2,
    others: { 503: 5, error: 2 },
    range: [100, 300],
  })
})

test('a run without one awaited answer fails with the answers that came', () => {
  expect(() => toMeasurement([], 5, { 500: 12 })).toThrow('{"500":12}')
})
