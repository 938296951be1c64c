import { expect, test } from 'vitest'
import { evaluateFigure } from '../src/figure.ts'
import { summarize, toMeasurement } from '../src/orders/measurement.ts'
import { median, percentile } from '../src/percentile.ts'
import { formatFigures } from '../src/table.ts'

test('the median of 5 runs is the third, of 4 the mean of the two in the middle', () => {
  expect(median([9, 1, 100, 3, 2])).toBe(3)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([7])).toBe(7)
  expect(() => median([])).toThrow('no values')
})

test('99 of 100 values are at most the 99th percentile', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(percentile(values, 0.99)).toBe(100)
  expect(percentile(values, 0.5)).toBe(51)
  expect(percentile([3, 1, 2], 1)).toBe(3)
})

test('a ratio at its target meets it, and one beyond does not', () => {
  const rate = { name: 'hot', title: 'orders/s', unit: '/s' as const, target: { atLeast: 10 } }
  const baseline = { title: 'baseline', value: 100 }
  expect(evaluateFigure({ ...rate, ours: 1_000, baseline })).toMatchObject({ ratio: 10, met: true })
  expect(evaluateFigure({ ...rate, ours: 999, baseline })).toMatchObject({
    ratio: 9.99,
    met: false,
  })
  const time = { name: 'p99', title: 'p99', unit: 'ms' as const, target: { atMost: 50 } }
  expect(evaluateFigure({ ...time, ours: 50 })).toMatchObject({ ratio: null, met: true })
  expect(evaluateFigure({ ...time, ours: 51 })).toMatchObject({ ratio: null, met: false })
})

test('a figure without a target is reported only', () => {
  const figure = evaluateFigure({
    name: 'x',
    title: 'the same, workers: 2',
    unit: 'ms',
    ours: 12.345,
  })
  expect(figure.met).toBeNull()
  expect(formatFigures([figure])).toMatch(/the same, workers: 2 +│ 12\.35 ms │/)
})

test('runs of 100/s, 300/s and 200/s: median 200/s, range 100 to 300, all other responses', () => {
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

test('a run without an expected response fails with the responses that came', () => {
  expect(() => toMeasurement([], 5, { 500: 12 })).toThrow('{"500":12}')
})
