import { parse } from 'csv-parse/sync'
import { ProofError } from './proof-error.ts'
import { add, noTotals, type Totals } from './totals.ts'

/** Cells of a record. */
const width = 11

/** What has been read of a CSV so far. */
export interface ReadCsv {
  byCurrency: Map<string, Totals>
  rows: number
}

export function nothingRead(): ReadCsv {
  return { byCurrency: new Map(), rows: 0 }
}

/**
 * Parses records of a CSV as any reader would, independently of the writer, and adds their sums to `seen`.
 *
 * @param records complete records in UTF-8, without the header
 * @throws ProofError if it is not a CSV of settlements
 */
export function readRecords(records: Buffer, seen: ReadCsv): void {
  const sums = new Map<string, RecordSums>()
  for (const record of parseRecords(records)) {
    if (record.length !== width)
      throw new ProofError('a line of the CSV has the wrong number of cells')
    const currency = record[10] ?? ''
    const ofCurrency = sums.get(currency) ?? new RecordSums(currency)
    sums.set(currency, ofCurrency)
    ofCurrency.add(record)
    seen.rows += 1
  }
  for (const [currency, { totals }] of sums)
    seen.byCurrency.set(currency, add(seen.byCurrency.get(currency) ?? noTotals, totals))
}

/** The sums of records in one currency. */
class RecordSums {
  readonly #gross = new ExactSum()
  readonly #fee = new ExactSum()
  readonly #net = new ExactSum()
  readonly #count = new ExactSum()
  readonly #refunded = new ExactSum()
  readonly #refunds = new ExactSum()

  /** @throws ProofError if that is not a currency */
  constructor(currency: string) {
    if (!/^[A-Z]{3}$/.test(currency)) throw new ProofError('a currency in the CSV is not one')
  }

  /** @throws ProofError if a sum is not an integer */
  add(record: string[]): void {
    this.#gross.add(record[2])
    this.#fee.add(record[3])
    this.#net.add(record[4])
    this.#count.add(record[5])
    this.#refunded.add(record[8])
    this.#refunds.add(record[9])
  }

  get totals(): Totals {
    return {
      txn_count: this.#count.value,
      gross_cents: this.#gross.value,
      fee_cents: this.#fee.value,
      net_cents: this.#net.value,
      refund_cents: this.#refunded.value,
      refund_count: this.#refunds.value,
    }
  }
}

/**
 * Without quotes and carriage returns a text has one reading: a record a line, cells between commas. csv-parse takes
 * ten times as long for it.
 */
function parseRecords(records: Buffer): string[][] {
  if (records.length === 0) return []
  if (records.includes('"') || records.includes('\r')) return parseQuoted(records)
  // The last line break ends a record and begins none.
  const end = records.at(-1) === lineFeed ? records.length - 1 : records.length
  const lines = records.toString('utf8', 0, end).split('\n')
  return lines.map((line) => line.split(','))
}

function parseQuoted(records: Buffer): string[][] {
  try {
    // Every line break that some reader accepts, so that an unquoted line break in a cell is detected.
    return parse(records, { record_delimiter: ['\r\n', '\n', '\r'] })
  } catch (cause) {
    throw new ProofError('the CSV cannot be read', { cause })
  }
}

const lineFeed = 0x0a

/** A sum of integers. Adding numbers while they are exact takes a third of the time of adding bigints. */
class ExactSum {
  #small = 0
  #large = 0n

  /** @throws ProofError if the cell is not an integer */
  add(cell = ''): void {
    if (!/^-?\d+$/.test(cell)) throw new ProofError('a sum in the CSV is not an integer')
    const added = Number(cell)
    const small = this.#small + added
    if (Number.isSafeInteger(added) && Number.isSafeInteger(small)) this.#small = small
    else this.#large += BigInt(cell)
  }

  get value(): bigint {
    return this.#large + BigInt(this.#small)
  }
}
