import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'
import { insertDays, insertJob } from './statement-jobs.ts'

const header =
  'part,merchant_id,from,to,gross_cents,fee_cents,net_cents,txn_count,refund_cents,refund_count,currency,settled,timezones'

const odd = [
  '=HYPERLINK("http://x","y")',
  "'=1",
  '+1',
  '-1',
  '@x',
  '\t=1',
  'two\n=lines',
  'a,"b"',
  'x;=cmd',
  '<b>bold</b>',
  '007',
]

let api: TestApp
beforeAll(async () => {
  api = await startApp()
  const job = await insertJob(api.db, { from: '2025-01-08', to: '2025-01-09' })
  await insertJob(api.db, { from: '2025-01-10', timezone: 'Europe/Rome' })
  await insertDays(api.db, job, [
    { merchant: 'anna_1', date: '2025-01-08', gross: 600, fee: 11, count: 4 },
    {
      merchant: 'anna_1',
      date: '2025-01-09',
      gross: 1234567,
      fee: 20,
      count: 3,
      refunded: 5,
      refunds: 1,
    },
    { merchant: 'anna_1', date: '2025-01-10', gross: 100 },
    { merchant: 'tokyo_1', date: '2025-01-09', gross: 1500, currency: 'JPY' },
    { merchant: 'huge', date: '2025-01-08', gross: 2n ** 63n - 1n },
    { merchant: 'huge', date: '2025-01-09', gross: 2n ** 63n - 1n },
    ...odd.map((merchant) => ({ merchant, date: '2025-01-09', gross: 1 })),
  ])
})
afterAll(() => api.stop())

const range = { from: '2025-01-09', to: '2025-01-11' }

function download(
  format: string,
  {
    merchant = 'anna_1',
    query = {},
    headers = {},
    method = 'GET' as 'GET' | 'HEAD',
  }: {
    merchant?: string
    query?: Record<string, string>
    headers?: Record<string, string>
    method?: 'GET' | 'HEAD'
  } = {},
) {
  return api.app.inject({
    method,
    url: `/merchants/${encodeURIComponent(merchant)}/statement`,
    query: { ...range, ...query, format },
    headers,
  })
}

test('format=csv has the rows, then totals, previous and difference, with the exact sums', async () => {
  const { body } = await download('csv')
  expect(body).toBe(`${header}
row,anna_1,2025-01-09,2025-01-09,1234567,20,1234547,3,5,1,USD,true,UTC
row,anna_1,2025-01-10,2025-01-10,100,0,100,1,0,0,USD,true,Europe/Rome
row,anna_1,2025-01-11,2025-01-11,0,0,0,0,0,0,USD,false,
totals,anna_1,2025-01-09,2025-01-11,1234667,20,1234647,4,5,1,USD,false,Europe/Rome UTC
previous,anna_1,2025-01-06,2025-01-08,600,11,589,4,0,0,USD,false,UTC
difference,anna_1,,,1234067,9,1234058,0,5,1,USD,,
`)
  const huge = (await download('csv', { merchant: 'huge', query: { from: '2025-01-08' } })).body
  expect(huge).toMatch(/^totals,huge,2025-01-08,2025-01-11,18446744073709551614,0,/m)
})

test('format=excel has a byte order mark, CRLF, and decimals of the currency', async () => {
  const { body } = await download('excel', { query: { to: '2025-01-09' } })
  expect(body.split('\r\n')).toEqual([
    `\uFEFF${header.replaceAll('_cents', '')}`,
    'row,anna_1,2025-01-09,2025-01-09,12345.67,0.20,12345.47,3,0.05,1,USD,true,UTC',
    'totals,anna_1,2025-01-09,2025-01-09,12345.67,0.20,12345.47,3,0.05,1,USD,true,UTC',
    'previous,anna_1,2025-01-08,2025-01-08,6.00,0.11,5.89,4,0.00,0,USD,true,UTC',
    'difference,anna_1,,,12339.67,0.09,12339.58,-1,0.05,1,USD,,',
    '',
  ])
  const yen = (await download('excel', { merchant: 'tokyo_1' })).body
  expect(yen).toContain('row,tokyo_1,2025-01-09,2025-01-09,1500,0,1500,1,0,0,JPY,true,UTC\r\n')
})

test('format=excel-semicolon separates by semicolons and writes decimal commas', async () => {
  const [first, second] = (await download('excel-semicolon')).body.split('\r\n')
  expect(first).toBe(`\uFEFF${header.replaceAll('_cents', '').replaceAll(',', ';')}`)
  expect(second).toBe(
    'row;anna_1;2025-01-09;2025-01-09;12345,67;0,20;12345,47;3;0,05;1;USD;true;UTC',
  )
})

describe.each(['csv', 'excel', 'excel-semicolon'])('format=%s', (format) => {
  test('is an attachment with the days in its name, that no proxy stores', async () => {
    const { headers } = await download(format)
    const suffix = format === 'csv' ? '' : '-excel'
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="statement-2025-01-09-2025-01-11${suffix}.csv"`,
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    })
  })

  test('has an ETag of its own: 304 for its copy', async () => {
    const etag = String((await download(format)).headers.etag)
    const copy = await download(format, { headers: { 'if-none-match': etag } })
    expect([copy.statusCode, copy.body]).toEqual([304, ''])
    const other = format === 'csv' ? 'excel' : 'csv'
    const fresh = await download(other, { headers: { 'if-none-match': etag } })
    expect(fresh.statusCode).toBe(200)
  })

  test('HEAD has the headers of GET without the body', async () => {
    const [got, head] = [await download(format), await download(format, { method: 'HEAD' })]
    expect([head.statusCode, head.body]).toEqual([200, ''])
    for (const name of ['content-type', 'content-disposition', 'content-length', 'etag'] as const)
      expect(head.headers[name]).toBe(got.headers[name])
  })

  test.each(odd)(
    'of the merchant %j no cell is a formula, and the cells stay apart',
    async (merchant) => {
      const { body } = await download(format, { merchant })
      const delimiter = format === 'excel-semicolon' ? ';' : ','
      const records = parse(body, { bom: true, delimiter, record_delimiter: ['\r\n', '\n'] })
      const cells = records.flat()
      expect(records.map((record: string[]) => record.length)).toEqual(Array(7).fill(13))
      for (const cell of cells) {
        if (/^-\d+([.,]\d+)?$/.test(cell)) continue
        // The one formula is a text, which has no operators.
        if (/^="([^"]|"")*"$/.test(cell)) continue
        expect(cell).not.toMatch(/^[-=+@\t\r]/m)
      }
    },
  )
})
