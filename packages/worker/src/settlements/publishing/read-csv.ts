import { parse } from 'csv-parse/sync'
import { ProofError } from './proof-error.ts'
import type { Totals } from './publishing.queries.ts'

/** Every line break that some reader accepts, so that an unquoted line break in a cell is detected. */
const options = { record_delimiter: ['\r\n', '\n', '\r'] }

/** Cells of a record. */
const width = 8

/** What has been read of a CSV so far. */
export interface ReadCsv {
  totals: Totals
  rows: number
}

export function nothingRead(): ReadCsv {
  return { totals: { txn_count: 0n, gross_cents: 0n, fee_cents: 0n, net_cents: 0n }, rows: 0 }
}

/**
 * Parses records of a CSV as any reader would, independently of the writer, and adds their sums to `seen`.
 *
 * @param records complete records in UTF-8, without the header
 * @throws ProofError if it is not a CSV of settlements
 */
export function readRecords(records: Buffer, seen: ReadCsv): void {
  const { totals } = seen
  for (const record of parseRecords(records)) {
    const [, , gross = '', fee = '', net = '', count = ''] = record
    if (record.length !== width)
      throw new ProofError('a line of the CSV has the wrong number of cells')
    totals.gross_cents += toInteger(gross)
    totals.fee_cents += toInteger(fee)
    totals.net_cents += toInteger(net)
    totals.txn_count += toInteger(count)
    seen.rows += 1
  }
}

function parseRecords(records: Buffer): string[][] {
  try {
    return parse(records, options)
  } catch (cause) {
    throw new ProofError('the CSV cannot be read', { cause })
  }
}

function toInteger(cell: string): bigint {
  if (!/^-?\d+$/.test(cell)) throw new ProofError('a sum in the CSV is not an integer')
  return BigInt(cell)
}
