/** A month as `YYYY-MM`, as the URL has it. */
export type Month = string

/** @returns the month of the viewer's day unless the text is a month */
export function readMonth(text: string | undefined, now: Date): Month {
  if (text && /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`
}

/** The month that is some months later, or earlier. */
export function addMonths(month: Month, count: number): Month {
  return toUtc(month, 1, count).toISOString().slice(0, 7)
}

/** First and last day. */
export function daysOf(month: Month): { from: string; to: string } {
  // Day 0 of the next month.
  return { from: `${month}-01`, to: toUtc(month, 0, 1).toISOString().slice(0, 10) }
}

/** The dates of a month by weeks, from Monday to Sunday; undefined for days of other months. */
export function weeksOf(month: Month): (string | undefined)[][] {
  const { to } = daysOf(month)
  const count = Number(to.slice(8))
  const before = (toUtc(month, 1, 0).getUTCDay() + 6) % 7
  const weeks: (string | undefined)[][] = []
  for (let start = 1 - before; start <= count; start += 7)
    weeks.push(
      Array.from({ length: 7 }, (_, index) => {
        const day = start + index
        return day >= 1 && day <= count ? `${month}-${String(day).padStart(2, '0')}` : undefined
      }),
    )
  return weeks
}

const names = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'long',
  timeZone: 'UTC',
})

export function nameMonth(month: Month): string {
  return names.format(toUtc(month, 1, 0))
}

function toUtc(month: Month, day: number, later: number): Date {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const date = new Date(0)
  // Not Date.UTC, which takes the years before 100 for those after 1900.
  date.setUTCFullYear(year, number - 1 + later, day)
  return date
}
