/** Orders by the start of their 5 seconds, in seconds since 1970, the oldest first. */
export type Counted = ReadonlyMap<number, number>

/** The length of an interval, in seconds. */
export const intervalSeconds = 5

interface Answer {
  at: string
  orders: { from: string; count: number }[]
}

/**
 * Adds newer counts to those known, drops the ones too old to show, and fills gaps with 0. The last interval is left
 * out: it has not ended.
 *
 * @param seconds how far back counts are kept
 */
export function mergeCounts(known: Counted, { at, orders }: Answer, seconds: number): Counted {
  const counts = new Map(known)
  for (const { from, count } of orders) counts.set(Date.parse(from) / 1_000, count)
  const now = Date.parse(at) / 1_000
  const last = Math.floor(now / intervalSeconds) * intervalSeconds - intervalSeconds
  const merged = new Map<number, number>()
  for (let from = last - seconds + intervalSeconds; from <= last; from += intervalSeconds)
    merged.set(from, counts.get(from) ?? 0)
  return merged
}
