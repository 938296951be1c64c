import { seed } from '@order-settlement/db/seed.ts'
import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { evaluateFigure, type Figure } from './figure.ts'
import { parsePositiveInteger, readFlags } from './flags.ts'
import { printProgress, runBench } from './run-bench.ts'
import { type Comparison, compare } from './settlement/compare.ts'
import { countDifferences, createBaselineTable } from './settlement/single-statement.ts'
import { describeMachine } from './stack/machine.ts'
import { startStack } from './stack/start-stack.ts'
import { formatFigures, formatTable, formatValue } from './table.ts'

await runBench(async (context) => {
  const options = readOptions()
  const stack = await startStack(context)
  printProgress(`seeding ${options.rows.toLocaleString('en')} transactions`)
  await seed(stack.db, options.rows)
  await createBaselineTable(stack.db)
  const { url } = await stack.start({ entry: 'api' })
  const api = createApiDriver(url)

  const comparisons: Comparison[] = []
  for (const workers of options.workers) {
    const { runs } = options
    comparisons.push(await compare(stack, api, { workers, runs, signal: context.signal }))
  }
  const differences = await countDifferences(stack.db)
  const machine = await describeMachine(stack.db)
  process.stdout.write(`${report({ options, comparisons, differences, machine })}\n`)
  return differences === 0
})

interface Results {
  options: ReturnType<typeof readOptions>
  comparisons: Comparison[]
  /** Merchants and days that the service and the statement settled differently. */
  differences: number
  machine: object
}

function report({ options, comparisons, differences, machine }: Results): string {
  const figures = toFigures(comparisons, options.rows).map(evaluateFigure)
  if (options.json) {
    const books = { right: differences === 0, differences }
    return JSON.stringify({ bench: 'settlement', machine, options, figures, comparisons, books })
  }
  return [
    JSON.stringify(machine),
    `${options.rows.toLocaleString('en')} rows, medians of ${options.runs} runs`,
    formatFigures(figures),
    formatPhases(comparisons),
    differences === 0
      ? 'books: right; the table settlements equals the single statement'
      : `books: WRONG; ${differences} merchants and days differ from the single statement`,
  ].join('\n')
}

function readOptions() {
  const flags = readFlags({
    json: { type: 'boolean', default: false },
    rows: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '5' },
    workers: { type: 'string', default: '1,2,4' },
  })
  return {
    json: flags.json,
    rows: parsePositiveInteger('rows', flags.rows),
    runs: parsePositiveInteger('runs', flags.runs),
    /** Worker processes of each comparison. */
    workers: flags.workers.split(',').map((text) => parsePositiveInteger('workers', text)),
  }
}

/** The target of README.md. */
function targetRatio(rows: number): number {
  return rows >= 10_000_000 ? 0.8 : 1
}

function toFigures(comparisons: Comparison[], rows: number): Figure[] {
  const [first] = comparisons
  return comparisons.flatMap((comparison) => {
    const { workers, oursMs, baselineMs, peakMemoryMb } = comparison
    const figures: Figure[] = [
      {
        name: `settlement-${workers}`,
        title: `POST to COMPLETED, workers: ${workers}`,
        unit: 'ms',
        ours: oursMs,
        baseline: { title: 'single statement + COPY', value: baselineMs },
        target: { atMost: targetRatio(rows) },
      },
    ]
    if (first && first !== comparison) {
      figures.push({
        name: `scaling-${workers}`,
        title: `the same, workers: ${workers}`,
        unit: 'ms',
        ours: oursMs,
        baseline: { title: `workers: ${first.workers}`, value: first.oursMs },
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

function formatPhases(comparisons: Comparison[]): string {
  const names = new Set(comparisons.flatMap(({ phases }) => Object.keys(phases)))
  const rows = [...names].map((name) => [
    name,
    ...comparisons.map(({ phases }) => {
      const ms = phases[name]
      return ms === undefined ? '' : formatValue(ms, 'ms')
    }),
  ])
  const totals = comparisons.map(({ oursMs }) => formatValue(oursMs, 'ms'))
  const ranges = comparisons.map(({ range }) => range.map(Math.round).join(' to '))
  return formatTable(
    ['where the time goes', ...comparisons.map(({ workers }) => `workers: ${workers}`)],
    [['POST to COMPLETED', ...totals], ['fastest to slowest, ms', ...ranges], ...rows],
  )
}
