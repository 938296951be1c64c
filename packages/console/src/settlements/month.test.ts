import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMonths, daysOf, readMonth, weeksOf } from './month.ts'

test('weeks have each day of the month once, in order, and begin on a Monday', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9998 }), fc.integer({ min: 1, max: 12 }), (year, n) => {
      const month = `${String(year).padStart(4, '0')}-${String(n).padStart(2, '0')}`
      const weeks = weeksOf(month)
      const { from, to } = daysOf(month)
      const days = weeks.flat().filter((day) => day !== undefined)
      expect([days[0], days.at(-1)]).toEqual([from, to])
      expect(days).toEqual([...new Set(days)].toSorted())
      for (const week of weeks) {
        expect(week).toHaveLength(7)
        const monday = week.findIndex((day) => day !== undefined)
        expect(new Date(`${week[monday]}T00:00:00Z`).getUTCDay()).toBe((monday + 1) % 7)
      }
      expect(addMonths(addMonths(month, 1), -1)).toBe(month)
    }),
  )
})

test('February of a leap year has 29 days', () => {
  expect(daysOf('2024-02').to).toBe('2024-02-29')
  expect(daysOf('2023-02').to).toBe('2023-02-28')
})

test('what is no month is the month of today', () => {
  const now = new Date(2025, 0, 31)
  for (const text of [undefined, '', '2025', '2025-13', '0000-01', '2025-1', 'x'])
    expect(readMonth(text, now)).toBe('2025-01')
  expect(readMonth('2024-12', now)).toBe('2024-12')
})
