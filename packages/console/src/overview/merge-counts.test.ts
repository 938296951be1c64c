import { expect, test } from 'vitest'
import { mergeCounts } from './merge-counts.ts'

const at = (seconds: number) => new Date(seconds * 1_000).toISOString()

test('newer counts replace older ones, gaps are 0, and neither what is too old nor the current 5 seconds are shown', () => {
  const first = mergeCounts(
    new Map(),
    {
      at: at(107),
      orders: [
        { from: at(90), count: 4 },
        { from: at(100), count: 7 },
      ],
    },
    20,
  )
  expect([...first]).toEqual([
    [85, 0],
    [90, 4],
    [95, 0],
    [100, 7],
  ])
  const second = mergeCounts(
    first,
    {
      at: at(112),
      orders: [
        { from: at(100), count: 9 },
        { from: at(110), count: 50 },
      ],
    },
    20,
  )
  expect([...second]).toEqual([
    [90, 4],
    [95, 0],
    [100, 9],
    [105, 0],
  ])
})
