import type { Figure } from '../figure.ts'
import type { Comparison } from './compare.ts'
import type { Options } from './options.ts'

/** The figures of comparisons, with the targets of README.md. */
export function toFigures(
  comparisons: Comparison[],
  baselineTitle: string,
  options: Pick<Options, 'compareSkew' | 'shape' | 'statistics'>,
): Figure[] {
  const [first] = comparisons
  const ratio = targetRatio(options)
  return comparisons.flatMap((comparison) => {
    const { workers, oursMs, baselineMs, peakMemoryMb } = comparison
    const figures: Figure[] = [
      {
        name: `settlement-${workers}`,
        title: `POST to COMPLETED, workers: ${workers}`,
        unit: 'ms',
        ours: oursMs,
        baseline: { title: baselineTitle, value: baselineMs },
        ...(ratio === undefined ? {} : { target: { atMost: ratio } }),
      },
    ]
    if (first && first !== comparison) {
      figures.push({
        name: `scaling-${workers}`,
        title: `the same, workers: ${workers}`,
        unit: 'ms',
        ours: oursMs,
        baseline: { title: `workers: ${first.workers}`, value: first.oursMs },
        ...(first.workers < workers ? { target: { atMost: 1.1 } } : {}),
      })
    }
    if (peakMemoryMb.length > 0) {
      figures.push({
        name: `memory-${workers}`,
        title: `peak memory of a worker, workers: ${workers}`,
        unit: 'MB',
        ours: Math.max(...peakMemoryMb),
        target: { atMost: 150 },
      })
    }
    return figures
  })
}

/** @returns undefined where a skewed range is only reported */
function targetRatio({
  compareSkew,
  shape,
  statistics,
}: Parameters<typeof toFigures>[2]): number | undefined {
  if (compareSkew) return 1.5
  if (shape !== 'even' || statistics !== 'fresh') return undefined
  return 1
}
