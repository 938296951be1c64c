import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { csv, header, startImports, type TestImports } from './start-imports.ts'

let imports: TestImports
beforeAll(async () => {
  imports = await startImports()
})
afterAll(() => imports.stop())

afterEach(async () => {
  const { rows } = await sql`select from transactions`.execute(imports.db)
  expect(rows.length, 'transactions that were kept').toBe(0)
})

const good = 'ch_1,m1,2500,103,2025-01-31T23:59:59Z'
const columns =
  'external_id, merchant_id, amount_cents, fee_cents, paid_at, kind, status, order_id, relates_to'

/** The only problem of a file, as text. */
async function problemOf(file: string | Buffer, options: Parameters<TestImports['run']>[1] = {}) {
  const result = await imports.run(file, options)
  expect(result).toMatchObject({ status: 'REJECTED', inserted: 0, rejected_count: 1 })
  const [{ line, field, message } = { line: 0, field: '', message: '' }] = result.rejected
  return `${line} ${field}: ${message}`
}

/** With a wrong check sum. */
function damaged(gzip: Buffer): Buffer {
  const sum = gzip.length - 8
  return gzip.fill(gzip.readUInt8(sum) ^ 0xff, sum, sum + 1)
}

const utf16 = (text: string, mark: number[]) =>
  Buffer.concat([Buffer.from(mark), Buffer.from(text, 'utf16le')])

test.each<[string, string | Buffer, string]>([
  ['an empty file', '', '1 : is empty; it must name the columns'],
  [
    'a header that is missing',
    good,
    `1 : must name the columns: ${columns.replaceAll(', ', ', ')}`,
  ],
  [
    'a column that is missing',
    'external_id,merchant_id,amount_cents,fee_cents\n',
    '1 paid_at: is missing in the header',
  ],
  ['a column that is there twice', `${header},fee_cents\n`, '1 fee_cents: is there twice'],
  [
    'an unknown column',
    `${header},Currency\n`,
    `1 Currency: is not a column; the columns are ${columns}`,
  ],
  [
    'a column in other letters',
    header.replace('fee', 'Fee'),
    `1 Fee_cents: is not a column; the columns are ${columns}`,
  ],
  [
    'semicolons',
    csv(good).replaceAll(',', ';'),
    '1 : is separated by semicolons; separate by commas',
  ],
  ['tabs', csv(good).replaceAll(',', '\t'), '1 : is separated by tabs; separate by commas'],
  [
    'CR alone',
    csv(good).replaceAll('\n', '\r'),
    '1 : ends with CR alone; end lines with LF or CRLF',
  ],
  ['UTF-16', utf16(csv(good), [0xff, 0xfe]), '1 : is UTF-16; save it as UTF-8'],
  [
    'UTF-16, the other byte first',
    utf16(csv(good), [0xff, 0xfe]).swap16(),
    '1 : is UTF-16; save it as UTF-8',
  ],
  [
    'UTF-16 without its mark',
    utf16(csv(good), []),
    '1 : is not text in UTF-8, but UTF-16 or no text at all',
  ],
  [
    'Windows-1252',
    Buffer.from(csv('caf\u00e9,m1,2500,103,2025-01-31T23:59:59Z'), 'latin1'),
    '2 external_id: is not UTF-8; convert Windows-1252 and other encodings to UTF-8',
  ],
  [
    'a workbook',
    Buffer.from('504b030414000600080000002100', 'hex'),
    '1 : is a workbook or another ZIP file; save it as CSV in UTF-8',
  ],
  ['NUL', csv(good.replace('m1', 'm\0')), '2 merchant_id: has a NUL character'],
  ['too few fields', csv('ch_1,m1,2500,103'), '2 : has 4 fields, but the header names 5 columns'],
  ['too many fields', csv(`${good},`), '2 : has 6 fields, but the header names 5 columns'],
  ['a quote that is not closed', csv(`"${good}`), '2 : has a quote that is not closed'],
  [
    'text behind a quote',
    csv(`"ch"_1,m1,2500,103,2025-01-31T23:59:59Z`),
    '2 external_id: has text behind its closing quote',
  ],
  [
    'a quote within a field',
    csv('ch"1,m1,2500,103,2025-01-31T23:59:59Z'),
    '2 external_id: has a quote, so it must be in quotes, with its quotes doubled',
  ],
  [
    '10 MB in a cell',
    csv(`ch_1,${'m'.repeat(10_000_000)},2500,103,`),
    '2 merchant_id: is longer than 65536 characters',
  ],
  [
    '10 MB in quotes',
    csv(`ch_1,m1,"${'2'.repeat(10_000_000)}",103,`),
    '2 amount_cents: is longer than 65536 characters; is a quote not closed?',
  ],
  ['a header of 10 MB', 'x,'.repeat(5_000_000), '1 : is longer than 65536 characters'],
  [
    'CR alone in a large file',
    csv(...Array(5_000).fill(good)).replaceAll('\n', '\r'),
    '1 : is longer than 65536 characters; end lines with LF or CRLF, not with CR alone',
  ],
  ['half a gzip', gzipSync(csv(good)).subarray(0, 40), '1 : is gzip that ends too early'],
  ['damaged gzip', damaged(gzipSync(csv(good))), '1 : is damaged gzip'],
])('%s', async (_, file, problem) => {
  expect(await problemOf(file)).toBe(problem)
})

test('lines are those of the file, with the lines in quotes before them', async () => {
  const file = csv('"a\nb\nc",m1,1,1,2025-01-31T23:59:59Z', '', good.replace('2500', 'x'))
  const { rejected } = await imports.run(file)
  expect(rejected.map(({ line, field }) => [line, field])).toEqual([
    [2, 'external_id'],
    [6, 'amount_cents'],
  ])
})

test('a header alone is an import of nothing', async () => {
  expect(await imports.run(`${header}\n`)).toMatchObject({ status: 'COMPLETED', received: 0 })
})

test('gzip that must be gzip', async () => {
  expect(await problemOf(csv(good), { isGzip: true })).toBe(
    '1 : is not gzip, as Content-Encoding has it',
  )
})

test('a gzip bomb of 1 GB is refused after 64 MB', async () => {
  // 1 MB of blank lines, which are allowed, 1,000 times.
  const member = gzipSync(Buffer.alloc(1_000_000, '\n'))
  const bomb = Buffer.concat([gzipSync(`${header}\n`), ...Array<Buffer>(1_000).fill(member)])
  const before = process.memoryUsage().rss
  expect(await problemOf(bomb)).toMatch(/^\d+ : is gzip that expands more than 200 times$/)
  expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
})

test('1,000,000 bad lines: all are counted, the first 1,000 named, and memory stays flat', async () => {
  const part = Buffer.from(`${good.replace('2500', '25.00')}\n`.repeat(10_000))
  function* parts() {
    yield Buffer.from(`${header}\n`)
    for (let n = 0; n < 100; n += 1) yield part
  }
  const before = process.memoryUsage().rss
  const result = await imports.run(parts())
  expect(result).toMatchObject({
    status: 'REJECTED',
    received: 1_000_000,
    rejected_count: 1_000_000,
  })
  expect([result.rejected.length, result.rejected.at(-1)?.line]).toEqual([1_000, 1_001])
  expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
})

describe('NDJSON', () => {
  const object = {
    external_id: 'ch_1',
    merchant_id: 'm1',
    amount_cents: 2500,
    fee_cents: 103,
    paid_at: '2025-01-31T23:59:59Z',
  }
  const missing = JSON.stringify({ ...object, fee_cents: undefined })
  test.each<[string, string, string]>([
    ['an empty file', '\n\n', '3 : is empty'],
    ['no JSON', '{"external_id":', '1 : is not a JSON object'],
    ['no object', '[1]', '1 : is not a JSON object'],
    ['an array of objects', JSON.stringify([object]), '1 : is not a JSON object'],
    [
      'a property that is unknown',
      JSON.stringify({ ...object, note: 1 }),
      `1 note: is not a column; the columns are ${columns}`,
    ],
    ['a property that is missing', missing, '1 fee_cents: is missing'],
    [
      'decimals',
      JSON.stringify({ ...object, amount_cents: 25.5 }),
      '1 amount_cents: must be a whole number within 2^53 - 1, or text',
    ],
    [
      'beyond 2^53',
      JSON.stringify(object).replace('2500', '9223372036854775808'),
      '1 amount_cents: must be a whole number within 2^53 - 1, or text',
    ],
    [
      'a list',
      JSON.stringify({ ...object, amount_cents: [1] }),
      '1 amount_cents: must be text or a number',
    ],
    [
      'a surrogate alone',
      JSON.stringify({ ...object, external_id: 'a\ud800' }),
      '1 external_id: has characters that are not allowed',
    ],
    [
      'CR alone',
      `${JSON.stringify(object)}\r${JSON.stringify(object)}`,
      '1 : ends with CR alone; end lines with LF or CRLF',
    ],
    [
      '10 MB in a line',
      JSON.stringify({ ...object, merchant_id: 'm'.repeat(10_000_000) }),
      '1 : is longer than 65536 characters; is a quote not closed?',
    ],
  ])('%s', async (_, file, problem) => {
    expect(await problemOf(file, { contentType: 'ndjson' })).toBe(problem)
  })
})
