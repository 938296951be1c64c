import { type EvaluatedFigure, evaluateFigure } from '../figure.ts'
import { formatFigures, formatTable, formatValue } from '../table.ts'
import type { Comparison } from './compare.ts'
import { toFigures } from './figures.ts'
import type { Options } from './options.ts'
import { progressFigures, type SampledProgress } from './sample-progress.ts'

export interface Results {
  options: Options
  baselineTitle: string
  comparisons: Comparison[]
  progress: SampledProgress[]
  /** Merchants and days that the service and the statement settled differently. */
  differences: number
  machine: object
}

/** The results as JSON or as tables, as the options say. */
export function report(results: Results): string {
  const { options, baselineTitle, comparisons, progress } = results
  const figures = [
    ...toFigures(comparisons, baselineTitle, options),
    ...progressFigures(progress),
  ].map(evaluateFigure)
  return options.json ? formatJson(results, figures) : formatText(results, figures)
}

function formatJson(
  { options, comparisons, differences, machine }: Results,
  figures: EvaluatedFigure[],
): string {
  const books = { right: differences === 0, differences }
  return JSON.stringify({ bench: 'settlement', machine, options, figures, comparisons, books })
}

function formatText(
  { options, comparisons, differences, machine }: Results,
  figures: EvaluatedFigure[],
): string {
  const { rows, shape, statistics, runs } = options
  return [
    JSON.stringify(machine),
    `${rows.toLocaleString('en')} rows, shape ${shape}, statistics ${statistics}, medians of ${runs} runs`,
    formatFigures(figures),
    formatPhases(comparisons),
    differences === 0
      ? 'books: right; the table settlements equals the single statement'
      : `books: WRONG; ${differences} merchants and days differ from the single statement`,
  ].join('\n')
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
