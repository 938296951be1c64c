import { parse } from 'csv-parse/sync'
import { ProofError } from './proof-error.ts'
import type { Totals } from './publishing.queries.ts'

/** Whatever ends a line for one reader or another, so that a cell without its quotes is found. */
const options = { record_delimiter: ['\r\n', '\n', '\r'] }

/** Cells of a record. */
const width = 8

/** What a reader of a CSV has seen so far. */
export interface ReadCsv {
  totals: Totals
  rows: number
}

export function nothingRead(): ReadCsv {
  return { totals: { txn_count: 0n, gross_cents: 0n, fee_cents: 0n, net_cents: 0n }, rows: 0 }
}

/**
 * Reads records of a CSV as any reader would, without knowledge of what was written, and adds them to `seen`.
 *
 * @param records UTF-8, records as a whole without the header
 * @throws ProofError if that is no CSV of settlements
 */
export function readRecords(records: Buffer, seen: ReadCsv): void {
  const { totals } = seen
  for (const record of parseRecords(records)) {
    const [, , gross = '', fee = '', net = '', count = ''] = record
    if (record.length !== width) throw new ProofError('a line of the CSV has another width')
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
  if (!/^-?\d+$/.test(cell)) throw new ProofError('a sum in the CSV is no integer')
  return BigInt(cell)
}
