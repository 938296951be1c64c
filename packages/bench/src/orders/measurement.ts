import { median, percentile } from '../percentile.ts'

/** The result of one run. */
export interface Measurement {
  /** Expected responses a second. */
  perSecond: number
  /** Latency of the expected responses, in ms. */
  p50Ms: number
  p99Ms: number
  /** Number of expected responses. */
  expected: number
  /** Number of other responses by status, and of broken connections as `error`. */
  others: Record<string, number>
}

/**
 * @param latencies of the expected responses within `seconds`, in ms
 * @throws if there are none
 */
export function toMeasurement(
  latencies: number[],
  seconds: number,
  others: Record<string, number> = {},
): Measurement {
  if (latencies.length === 0) {
    throw new Error(`no response was as expected; there were ${JSON.stringify(others)}`)
  }
  return {
    perSecond: latencies.length / seconds,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    expected: latencies.length,
    others,
  }
}

/** Medians of all runs of a measure, and the sums of their other responses. */
export interface Summary extends Omit<Measurement, 'expected'> {
  /** The slowest and the fastest run, in expected responses a second. */
  range: [number, number]
}

export function summarize(runs: readonly Measurement[]): Summary {
  const rates = runs.map(({ perSecond }) => perSecond)
  const others: Record<string, number> = {}
  for (const [status, count] of runs.flatMap((run) => Object.entries(run.others))) {
    others[status] = (others[status] ?? 0) + count
  }
  return {
    perSecond: median(rates),
    p50Ms: median(runs.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(runs.map(({ p99Ms }) => p99Ms)),
    others,
    range: [Math.min(...rates), Math.max(...rates)],
  }
}
