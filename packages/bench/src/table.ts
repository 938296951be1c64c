import Table from 'cli-table3'
import type { JudgedFigure, Unit } from './figure.ts'

/** Rows below a header, in columns; the first is flush left, the others right. */
export function formatTable(head: string[], rows: string[][]): string {
  const table = new Table({
    head,
    colAligns: head.map((_, column) => (column === 0 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  })
  table.push(...rows)
  return table.toString()
}

/** What was measured, against what, and whether that is enough. */
export function formatFigures(figures: JudgedFigure[]): string {
  return formatTable(
    ['figure', 'ours', 'against', 'ratio', 'wanted', 'reached'],
    figures.map(({ title, unit, ours, against, ratio, wanted, reached }) => [
      title,
      formatValue(ours, unit),
      against ? `${against.title} ${formatValue(against.value, unit)}` : '',
      ratio === null ? '' : `${ratio.toFixed(2)} ×`,
      wanted ? formatWanted(wanted, ratio === null ? unit : undefined) : '',
      reached === null ? '' : reached ? 'yes' : 'NO',
    ]),
  )
}

function formatWanted(wanted: { atLeast: number } | { atMost: number }, unit?: Unit): string {
  const [sign, bound] = 'atLeast' in wanted ? ['≥', wanted.atLeast] : ['≤', wanted.atMost]
  return `${sign} ${unit ? formatValue(bound, unit) : `${bound} ×`}`
}

/** A value with its unit, in as many digits as a person reads. */
export function formatValue(value: number, unit: Unit): string {
  if (unit === '/s') return `${Math.round(value).toLocaleString('en')}/s`
  return `${value.toFixed(unit === 'MB' ? 0 : 2)} ${unit}`
}
