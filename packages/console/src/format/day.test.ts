import { expect, test } from 'vitest'
import { addDays } from './day.ts'

test.each([
  ['2026-03-01', -1, '2026-02-28'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-03-30', -1, '2026-03-29'],
])('%s and %i days is %s, in every zone', (day, days, expected) => {
  expect(addDays(day, days)).toBe(expected)
})
