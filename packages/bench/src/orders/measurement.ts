import { median, percentile } from '../median.ts'

/** What one run of some seconds saw. */
export interface Measurement {
  /** Answers of the awaited kind a second. */
  perSecond: number
  /** Of the awaited answers, in ms. */
  p50Ms: number
  p99Ms: number
  awaited: number
  /** Every other answer by its status, and broken connections as `error`. */
  others: Record<string, number>
}

/** @param latencies of the awaited answers, in ms, which came within `seconds` */
export function toMeasurement(
  latencies: number[],
  seconds: number,
  others: Record<string, number> = {},
): Measurement {
  if (latencies.length === 0) {
    throw new Error(`no answer was the awaited one; there were ${JSON.stringify(others)}`)
  }
  return {
    perSecond: latencies.length / seconds,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    awaited: latencies.length,
    others,
  }
}

/** The medians over all runs of a measure, and what the runs add up to. */
export interface Summary extends Omit<Measurement, 'awaited'> {
  /** The slowest and the fastest run, answers a second. */
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
