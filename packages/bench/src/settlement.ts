import { runBench } from './run-bench.ts'
import { settlementOf, singleStatement } from './settlement/baselines.ts'
import { type Comparison, compare } from './settlement/compare.ts'
import { readOptions } from './settlement/options.ts'
import { report } from './settlement/report.ts'
import { sampleProgress } from './settlement/sample-progress.ts'
import { checkBooks, startService } from './settlement/service.ts'
import { describeMachine } from './stack/machine.ts'

await runBench(async (context) => {
  const options = readOptions()
  const { rows, runs } = options
  const service = await startService(context, options)
  const even = options.compareSkew
    ? await startService(context, { rows, shape: 'even', statistics: 'fresh' })
    : undefined
  const baseline = even ? settlementOf('spread evenly, analysed', even) : singleStatement(service)

  const comparisons: Comparison[] = []
  for (const workers of options.workers) {
    const { signal } = context
    comparisons.push(await compare(service, baseline, { workers, runs, signal }))
  }
  const progress = await sampleProgress(service, { runs, signal: context.signal })

  const differences = (await checkBooks(service)) + (even ? await checkBooks(even) : 0)
  const machine = await describeMachine(service.stack.db)
  const baselineTitle = baseline.title
  process.stdout.write(
    `${report({ options, baselineTitle, comparisons, progress, differences, machine })}\n`,
  )
  return differences === 0
})
