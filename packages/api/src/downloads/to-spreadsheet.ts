import { pipeline, type Readable } from 'node:stream'
import { currencyExponent } from '@order-settlement/shared/currency-exponent.ts'
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify'
import { toDecimal, toTextCell } from './spreadsheet-cells.ts'

export const spreadsheetFormats = ['excel', 'excel-semicolon'] as const
export type SpreadsheetFormat = (typeof spreadsheetFormats)[number]

/** What Excel takes for the end of a cell and of whole units is a setting of the reader's system. */
const signs = {
  excel: { separator: ',', decimal: '.' },
  'excel-semicolon': { separator: ';', decimal: ',' },
} as const satisfies Record<SpreadsheetFormat, object>

export interface SpreadsheetOptions {
  format: SpreadsheetFormat
  /** Of days that were settled before currencies were kept. */
  currency: string
}

/**
 * Converts the CSV file of a settlement while it is read, in constant memory: a byte order mark, lines that end with
 * CRLF, and amounts in decimals of their currency, whose columns lose `_cents` in their names.
 *
 * @param file is closed when the result ends, fails or is destroyed
 */
export function toSpreadsheet(file: Readable, { format, currency }: SpreadsheetOptions): Readable {
  const { separator, decimal } = signs[format]
  const convert = async function* (records: AsyncIterable<string[]>) {
    let columns: string[] | undefined
    for await (const record of records) {
      if (columns) {
        yield convertRecord(record, columns, decimal, currency)
        continue
      }
      columns = record
      yield columns.map((name) => name.replace(/_cents$/, ''))
    }
  }
  const writer = stringify({
    bom: true,
    delimiter: separator,
    record_delimiter: 'windows',
    // What Excel with other settings would take for the end of a cell, after which a formula could begin.
    quoted_match: /[\r\n\t;]|,(?!\d+$)/,
  })
  // An error is passed on by the writer, which is destroyed with it.
  return pipeline(file, parse({ record_delimiter: '\n' }), convert, writer, () => {})
}

function convertRecord(
  record: string[],
  columns: string[],
  decimal: '.' | ',',
  currency: string,
): string[] {
  const exponent = currencyExponent(record[columns.indexOf('currency')] ?? currency)
  return record.map((cell, index) => {
    const column = columns[index] ?? ''
    if (column === 'merchant_id') return toTextCell(cell)
    return column.endsWith('_cents') ? toDecimal(cell, exponent, decimal) : cell
  })
}
