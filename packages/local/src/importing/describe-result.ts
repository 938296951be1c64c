import type { ImportResult } from '@order-settlement/imports/import-options.ts'
import Table from 'cli-table3'
import type { Arguments } from './read-arguments.ts'

/** Rejects that are shown in the terminal. */
const shown = 10

/** What an import did, as a table, with the first problems. @param seconds that it took */
export function describeResult(
  { dryRun, format }: Arguments,
  result: ImportResult,
  seconds: number,
): string {
  const table = new Table({ style: { head: [], border: [], compact: true } })
  const perSecond = Math.round(result.received / Math.max(seconds, 0.001))
  table.push(
    [{ colSpan: 2, content: title(dryRun, result) }],
    ['format', format],
    ...(result.import_id === null ? [] : [['import', result.import_id]]),
    ...count('transactions', result.received),
    ...count('inserted', result.inserted),
    ...count('updated', result.updated),
    ...count('unchanged', result.unchanged),
    ...count('ignored', result.ignored),
    ...count('rejected', result.rejected_count),
    ...describeUnknown(result),
    ['took', `${seconds.toFixed(1)} s, ${perSecond.toLocaleString('en')} transactions/s`],
  )
  return `${table.toString()}\n${describeRejects(result)}`
}

function title(dryRun: boolean, { status }: ImportResult): string {
  if (status === 'REJECTED') return 'rejected: nothing was imported'
  return dryRun ? 'dry run: nothing was imported' : 'imported'
}

function count(name: string, value: number) {
  return [[name, { content: value.toLocaleString('en'), hAlign: 'right' as const }]]
}

/** A merchant that nobody described may be a mistake of the file. */
function describeUnknown({ unknown_merchants, unknown_merchant_count }: ImportResult) {
  if (unknown_merchant_count === 0) return []
  const named = unknown_merchants.slice(0, 3)
  const more = unknown_merchant_count - named.length
  return [['merchants not described', named.join(', ') + (more > 0 ? ` and ${more} more` : '')]]
}

function describeRejects({ rejected, rejected_count }: ImportResult): string {
  const lines = rejected
    .slice(0, shown)
    .map(({ line, field, message }) => `line ${line}: ${field ? `${field} ` : ''}${message}\n`)
  const more = rejected.length > shown || rejected_count > shown
  return lines.join('') + (more ? '…\n' : '')
}
