import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { standard } from '../src/formats/standard.ts'
import { CsvReader } from '../src/reading/csv-reader.ts'
import type { RecordSink } from '../src/reading/line-reader.ts'
import { UnreadableFileError } from '../src/reading/unreadable-file-error.ts'
import { startImports, type TestImports } from './start-imports.ts'

let imports: TestImports
beforeAll(async () => {
  imports = await startImports()
})
afterAll(() => imports.stop())

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'é', '😀', ';', '\\') }),
  fc.string(),
)
const names = [...standard.requiredColumns, ...standard.optionalColumns]

/** What a reader makes of text that comes in parts. */
function read(parts: string[]): unknown[] {
  const seen: unknown[] = []
  const sink: RecordSink = {
    record: (line, record) => seen.push([line, record]),
    reject: (line, problem) => seen.push([line, problem]),
  }
  const reader = new CsvReader(standard, sink)
  try {
    for (const part of parts) reader.push(part)
    reader.end()
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error
    seen.push([reader.line, error.field, error.message])
  }
  return seen
}

/** Cuts at these places, which may repeat and lie outside. */
function cut<Whole extends { slice(from: number, to?: number): Whole; length: number }>(
  whole: Whole,
  places: number[],
): Whole[] {
  const sorted = places.map((place) => place % (whole.length + 1)).sort((a, b) => a - b)
  return [...sorted, whole.length].map((place, n) => whole.slice(sorted[n - 1] ?? 0, place))
}

const places = fc.array(fc.nat(100_000), { maxLength: 20 })

test('records of any text are read as csv-parse reads them, on whichever lines they are', () => {
  const rows = fc.array(fc.array(cell, { minLength: names.length, maxLength: names.length }))
  const end = fc.constantFrom('\n', '\r\n')
  fc.assert(
    fc.property(rows, end, places, (records, newline, at) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
      const text = [names, ...records].map((row) => row.map(quote).join(',') + newline).join('')
      const expected: object[] = parse(text, { columns: true, record_delimiter: newline })
      const found = read(cut(text, at)) as [line: number, record: object][]
      expect(found.map(([, record]) => record)).toEqual(expected)
      let line = 2
      for (const [index, [foundLine]] of found.entries()) {
        expect(foundLine).toBe(line)
        line += 1 + (records[index] ?? []).join('').split('\n').length - 1
      }
    }),
  )
})

test('any text, well-formed or not, gives the same in any parts', () => {
  const noise = fc.string({
    unit: fc.constantFrom('a', '"', ',', '\n', '\r', '\0'),
    maxLength: 200,
  })
  fc.assert(
    fc.property(noise, places, (text, at) => {
      const file = `${names.join(',')}\n${text}`
      expect(read(cut(file, at))).toEqual(read([file]))
    }),
    { numRuns: 1_000 },
  )
})

const transaction = fc.record({
  merchant: fc.constantFrom('m1', 'm2', 'münze'),
  kind: fc.constantFrom('SALE', 'REFUND', 'ADJUSTMENT'),
  cents: fc.integer({ min: 0, max: 10 ** 12 }),
  fee: fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
  note: fc.constantFrom('', ' "x"', ', and', '😀'),
})

test('any transactions, cut at any bytes, gzip or not: what is stored adds up to the file', async () => {
  let run = 0
  const property = fc.asyncProperty(
    fc.array(transaction, { maxLength: 50 }),
    places,
    fc.boolean(),
    async (rows, at, isGzip) => {
      run += 1
      const amounts = rows.map(({ kind, cents }) => (kind === 'REFUND' ? -cents : cents))
      const lines = rows.map(({ merchant, kind, fee, note }, n) => {
        const id = `r${run}-${n}${note}`.replaceAll('"', '""')
        return `"${id}",${merchant},${amounts[n]},${fee},${kind},2025-01-31T23:59:59Z`
      })
      const file = Buffer.from(
        ['external_id,merchant_id,amount_cents,fee_cents,kind,paid_at', ...lines].join('\n'),
      )
      const parts = cut(isGzip ? gzipSync(file) : file, at).filter(({ length }) => length > 0)
      const result = await imports.run(Readable.from(parts))
      expect(result).toMatchObject({ status: 'COMPLETED', inserted: rows.length })
      const { rows: stored } = await sql`
        select coalesce(sum(amount_cents), 0) as cents, coalesce(sum(fee_cents), 0) as fees from transactions
        where import_id = ${result.import_id}`.execute(imports.db)
      const sum = (values: number[]) => String(values.reduce((a, b) => a + BigInt(b), 0n))
      expect(stored).toEqual([{ cents: sum(amounts), fees: sum(rows.map(({ fee }) => fee)) }])
    },
  )
  await fc.assert(property, { numRuns: 60 })
})
