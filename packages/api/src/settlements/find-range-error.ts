const dayMs = 24 * 60 * 60 * 1000

/**
 * What is wrong with a range of days, both included.
 *
 * @returns undefined for 1 to `maxDays` days
 */
export function findRangeError(
  { from, to }: { from: string; to: string },
  maxDays = 366,
): string | undefined {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  // Not `days < 1`, which would accept NaN.
  if (!(days >= 1)) return 'must not be before from'
  return days > maxDays ? `must be at most ${maxDays} days from from, both included` : undefined
}
