import { expect, test } from 'vitest'
import { evaluateFigure } from '../src/figure.ts'
import type { Comparison } from '../src/settlement/compare.ts'
import { toFigures } from '../src/settlement/figures.ts'

const even = { compareSkew: false, rows: 1_000_000, shape: 'even', statistics: 'fresh' } as const

function comparisonOf(workers: number, oursMs: number, peakMemoryMb = [140]): Comparison {
  return { workers, oursMs, baselineMs: 1000, range: [oursMs, oursMs], phases: {}, peakMemoryMb }
}

/** Whether each figure meets its target, by name. */
function met(comparisons: Comparison[], options: Parameters<typeof toFigures>[2]) {
  const figures = toFigures(comparisons, 'baseline', options).map(evaluateFigure)
  return Object.fromEntries(figures.map((figure) => [figure.name, figure.met]))
}

test('a million rows may take the time of the baseline, four workers 1.1 times that of one, each 150 MB', () => {
  const both = [comparisonOf(1, 1000), comparisonOf(4, 1100, [149, 151])]
  expect(met(both, even)).toEqual({
    'settlement-1': true,
    'memory-1': true,
    'settlement-4': false,
    'scaling-4': true,
    'memory-4': false,
  })
  expect(met([comparisonOf(1, 1000), comparisonOf(4, 1101)], even)).toMatchObject({
    'scaling-4': false,
  })
})

test('a skewed range may take 1.5 times the even one, and has no target against the single statement', () => {
  const skewed = { ...even, shape: 'hour', statistics: 'none' } as const
  expect(met([comparisonOf(1, 1500)], { ...skewed, compareSkew: true })).toMatchObject({
    'settlement-1': true,
  })
  expect(met([comparisonOf(1, 1501)], { ...skewed, compareSkew: true })).toMatchObject({
    'settlement-1': false,
  })
  expect(met([comparisonOf(1, 1500)], skewed)).toMatchObject({ 'settlement-1': null })
})

test('one worker after two is compared without a target', () => {
  expect(met([comparisonOf(2, 1000), comparisonOf(1, 2000)], even)).toMatchObject({
    'scaling-1': null,
  })
})
