/** A month in UTC, as partitions are cut. */
export interface Month {
  /** `2025-01`. */
  name: string
  /** RFC 3339: its first instant, included, and its end, excluded. */
  from: string
  to: string
}

/** @returns undefined for what is no month, such as `2025-13` */
export function readMonth(text: string): Month | undefined {
  if (!/^[0-9]{4}-(0[1-9]|1[0-2])$/.test(text)) return undefined
  const [year = 0, month = 0] = text.split('-').map(Number)
  const next = month === 12 ? [year + 1, 1] : [year, month + 1]
  const start = ([y = 0, m = 0]: number[]) =>
    `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-01T00:00:00Z`
  return { name: text, from: start([year, month]), to: start(next) }
}

/** @throws for what is no month */
export function requireMonth(text: string): Month {
  const month = readMonth(text)
  if (!month) throw new Error(`${text} is no month`)
  return month
}
