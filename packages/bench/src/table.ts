import Table from 'cli-table3'
import type { EvaluatedFigure, Unit } from './figure.ts'

/** A table whose first column is left-aligned, the others right-aligned. */
export function formatTable(head: string[], rows: string[][]): string {
  const table = new Table({
    head,
    colAligns: head.map((_, column) => (column === 0 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  })
  table.push(...rows)
  return table.toString()
}

/** A table of figures, their baselines and whether they meet their targets. */
export function formatFigures(figures: EvaluatedFigure[]): string {
  return formatTable(
    ['figure', 'ours', 'baseline', 'ratio', 'target', 'met'],
    figures.map(({ title, unit, ours, baseline, ratio, target, met }) => [
      title,
      formatValue(ours, unit),
      baseline ? `${baseline.title} ${formatValue(baseline.value, unit)}` : '',
      ratio === null ? '' : `${ratio.toFixed(2)} ×`,
      target ? formatTarget(target, ratio === null ? unit : undefined) : '',
      met === null ? '' : met ? 'yes' : 'NO',
    ]),
  )
}

function formatTarget(target: { atLeast: number } | { atMost: number }, unit?: Unit): string {
  const [sign, bound] = 'atLeast' in target ? ['≥', target.atLeast] : ['≤', target.atMost]
  return `${sign} ${unit ? formatValue(bound, unit) : `${bound} ×`}`
}

/** A value with its unit, rounded for reading. */
export function formatValue(value: number, unit: Unit): string {
  if (unit === '/s') return `${Math.round(value).toLocaleString('en')}/s`
  return `${value.toFixed(unit === 'MB' ? 0 : 2)} ${unit}`
}
