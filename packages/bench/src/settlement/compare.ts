import type { ApiDriver } from '@order-settlement/testing/api-driver.ts'
import { median } from '../percentile.ts'
import { printProgress } from '../run-bench.ts'
import { readPeakMemory } from '../stack/peak-memory.ts'
import type { Stack } from '../stack/start-stack.ts'
import type { Phases } from './phases.ts'
import { type Settled, settle } from './settle.ts'
import { settleInOneStatement } from './single-statement.ts'

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

/**
 * Settles with worker processes and with the single statement, in turns, so that a change of the machine's load
 * affects both.
 */
export async function compare(
  stack: Stack,
  api: ApiDriver,
  { workers, runs, signal }: { workers: number; runs: number; signal: AbortSignal },
): Promise<Comparison> {
  await using started = new AsyncDisposableStack()
  const processes = await Promise.all(
    Array.from({ length: workers }, async () =>
      started.use(await stack.start({ entry: 'worker', env: { LOG_LEVEL: 'debug' } })),
    ),
  )
  const baseline: number[] = []
  const ours: Settled[] = []
  // Round 0 warms up.
  for (let round = 0; round <= runs; round += 1) {
    signal.throwIfAborted()
    const statementMs = await settleInOneStatement(stack.db, stack.serverDirectory)
    const settled = await settle(stack.db, api, processes)
    if (round === 0) continue
    baseline.push(statementMs)
    ours.push(settled)
    const [mine, theirs] = [settled.ms, statementMs].map(Math.round)
    printProgress(
      `${round}/${runs} ${workers} workers: ${mine} ms, the single statement ${theirs} ms`,
    )
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
