/** The middle of the values, or the mean of the two in the middle. @throws RangeError if there are none */
export function median(values: readonly number[]): number {
  return (percentile(values, 0.5, Math.floor) + percentile(values, 0.5, Math.ceil)) / 2
}

/**
 * The value that a share of all values does not exceed (nearest rank).
 *
 * @param share 0.99 for the 99th percentile
 * @param round picks one of two neighbouring ranks
 * @throws RangeError if there are no values
 */
export function percentile(
  values: readonly number[],
  share: number,
  round: (rank: number) => number = Math.ceil,
): number {
  const sorted = Float64Array.from(values).sort()
  const value = sorted[round((sorted.length - 1) * share)]
  if (value === undefined) throw new RangeError('there are no values')
  return value
}
