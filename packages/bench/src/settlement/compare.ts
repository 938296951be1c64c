import { median } from '../percentile.ts'
import { printProgress } from '../run-bench.ts'
import { readPeakMemory } from '../stack/peak-memory.ts'
import type { Baseline } from './baselines.ts'
import type { Phases } from './phases.ts'
import { type Service, startWorkers } from './service.ts'
import { type Settled, settle } from './settle.ts'

/** Settlements that a worker publishes before it is measured, on average: by then Node.js has compiled what takes time. */
const publishedToWarmUp = 4

export interface Comparison {
  workers: number
  /** Medians, in ms. */
  oursMs: number
  baselineMs: number
  /** Our fastest and slowest run, in ms. */
  range: [number, number]
  phases: Phases
  /** Of each worker process, in MB; empty without /proc. */
  peakMemoryMb: number[]
}

/** Settles with worker processes and measures the baseline, in turns, so that a change of the machine's load affects both. */
export async function compare(
  service: Service,
  against: Baseline,
  { workers, runs, signal }: { workers: number; runs: number; signal: AbortSignal },
): Promise<Comparison> {
  await using started = new AsyncDisposableStack()
  const processes = await startWorkers(service, workers, started)
  const measureBaseline = await against.start(workers, started)
  const baseline: number[] = []
  const ours: Settled[] = []
  // One worker of them publishes, so each of several would else be compiling still what a single one has compiled.
  for (let round = 0; round < workers * publishedToWarmUp; round += 1) {
    signal.throwIfAborted()
    await settle(service, processes)
  }
  await measureBaseline()
  for (let round = 1; round <= runs; round += 1) {
    signal.throwIfAborted()
    const baselineMs = await measureBaseline()
    const settled = await settle(service, processes)
    baseline.push(baselineMs)
    ours.push(settled)
    const [mine, theirs] = [settled.ms, baselineMs].map(Math.round)
    printProgress(`${round}/${runs} ${workers} workers: ${mine} ms, ${against.title}: ${theirs} ms`)
  }
  const times = ours.map(({ ms }) => ms)
  const peaks = await Promise.all(processes.map(({ pid }) => readPeakMemory(pid)))
  return {
    workers,
    oursMs: median(times),
    baselineMs: median(baseline),
    range: [Math.min(...times), Math.max(...times)],
    phases: medianPhases(ours.map(({ phases }) => phases)),
    peakMemoryMb: peaks.filter((peak) => peak !== undefined),
  }
}

function medianPhases(runs: Phases[]): Phases {
  const names = new Set(runs.flatMap((phases) => Object.keys(phases)))
  return Object.fromEntries(
    [...names].map((name) => [name, median(runs.flatMap((phases) => phases[name] ?? []))]),
  )
}
