import { hasEnded } from '@order-settlement/testing/api-driver.ts'
import type { Figure } from '../figure.ts'
import { median } from '../percentile.ts'
import { printProgress } from '../run-bench.ts'
import { type Service, startWorkers } from './service.ts'

/** Of one run, in percent. */
export interface SampledProgress {
  /** The job's progress when half of its time had passed. */
  atHalf: number
  /** The part of the job's time until all batches were summed. */
  summing: number
  /** The part of the job's time between the two changes of its progress that are farthest apart. */
  longestPause: number
}

interface Sample {
  ms: number
  progress: number
  phase: string
}

/**
 * Settles with one worker and polls the job through the api, which takes its share of the processors: so these runs are
 * not compared.
 */
export async function sampleProgress(
  service: Service,
  { runs, signal }: { runs: number; signal: AbortSignal },
): Promise<SampledProgress[]> {
  await using started = new AsyncDisposableStack()
  await startWorkers(service, 1, started)
  const sampled: SampledProgress[] = []
  // Round 0 warms up.
  for (let round = 0; round <= runs; round += 1) {
    signal.throwIfAborted()
    const run = measure(await settleSampled(service))
    if (round === 0) continue
    sampled.push(run)
    printProgress(`${round}/${runs} progress at half of the time: ${run.atHalf.toFixed(1)} %`)
  }
  return sampled
}

async function settleSampled({ api, range }: Service): Promise<Sample[]> {
  const samples: Sample[] = []
  const began = performance.now()
  const id = await api.startSettlement(range)
  await api.waitForJob(
    id,
    (job) => {
      const { progress, phase } = job
      samples.push({ ms: performance.now() - began, progress, phase })
      return hasEnded(job)
    },
    { intervalMs: 5, timeoutMs: 600_000 },
  )
  return samples
}

function measure(samples: Sample[]): SampledProgress {
  const total = samples.at(-1)?.ms ?? 0
  const changes = [
    0,
    ...samples
      .filter(({ progress }, n) => progress !== samples[n - 1]?.progress)
      .map(({ ms }) => ms),
  ]
  const pauses = changes.map((ms, n) => ms - (changes[n - 1] ?? 0))
  const published = samples.find(({ phase }) => phase === 'PUBLISHING' || phase === 'DONE')
  return {
    atHalf: samples.findLast(({ ms }) => ms <= total / 2)?.progress ?? 0,
    summing: ((published?.ms ?? total) / total) * 100,
    longestPause: (Math.max(...pauses) / total) * 100,
  }
}

/** The run whose progress at half of the time is worst, and medians. */
export function progressFigures(runs: SampledProgress[]): Figure[] {
  return [
    {
      name: 'progress',
      title: 'progress at half of the time, distance from 50 %',
      unit: '%',
      ours: Math.max(...runs.map(({ atHalf }) => Math.abs(atHalf - 50))),
      target: { atMost: 20 },
    },
    {
      name: 'summing',
      title: 'part of the time until all is summed',
      unit: '%',
      ours: median(runs.map(({ summing }) => summing)),
    },
    {
      name: 'progress-pause',
      title: 'longest part of the time without a change of the progress',
      unit: '%',
      ours: median(runs.map(({ longestPause }) => longestPause)),
    },
  ]
}
