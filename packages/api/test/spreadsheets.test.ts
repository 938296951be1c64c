import { stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toSpreadsheet } from '../src/downloads/to-spreadsheet.ts'
import { startApp, type TestApp } from './start-app.ts'

const header =
  'merchant_id,date,gross_cents,fee_cents,net_cents,txn_count,generated_at,unique_run_id,refund_cents,refund_count'
const run = '2026-11-22T12:00:01.180000Z,0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10'
const csv = `${header},currency
merchant_0001,2025-01-09,758217,22903,735314,31,${run},500,1,USD
商家_1,2025-01-09,1500,0,1500,1,${run},0,0,JPY
00042,2025-01-09,-1234,6,-1240,1,${run},1234,1,KWD
"'=HYPERLINK(""http://x"",""y"")",2025-01-09,5,0,5,1,${run},0,0,EUR
x_;=A1,2025-01-09,5,0,5,1,${run},0,0,HUF
"two
'=lines",2025-01-09,9007199254740993,0,9007199254740993,1,${run},0,0,USD
`
const columns =
  'merchant_id,date,gross,fee,net,txn_count,generated_at,unique_run_id,refund,refund_count,currency'

let api: TestApp
let id: string
beforeAll(async () => {
  api = await startApp({ CURRENCY: 'JPY' })
  id = await publish(csv)
})
afterAll(() => api.stop())

async function publish(text: string): Promise<string> {
  const { job_id } = (
    await api.app.inject({
      method: 'POST',
      url: '/jobs/settlement',
      payload: { from: '2025-01-01', to: '2025-01-31', force: true },
    })
  ).json()
  await sql`update jobs set status = 'COMPLETED', finished_at = now(), proof = '{}' where id = ${job_id}`.execute(
    api.db,
  )
  await writeFile(join(api.directory, `${job_id}.csv`), text)
  await utimes(join(api.directory, `${job_id}.csv`), 1_735_689_600, 1_735_689_600)
  return job_id
}

function download(
  headers: Record<string, string> = {},
  { format = 'excel', method = 'GET' as 'GET' | 'HEAD', job = id } = {},
) {
  return api.app.inject({ method, url: `/downloads/${job}.csv?format=${format}`, headers })
}

test('format=excel has a byte order mark, CRLF, and amounts in decimals of their currency', async () => {
  const answer = await download()

  expect(answer.statusCode).toBe(200)
  expect(answer.body).toBe(
    [
      `\uFEFF${columns}`,
      `merchant_0001,2025-01-09,7582.17,229.03,7353.14,31,${run},5.00,1,USD`,
      `商家_1,2025-01-09,1500,0,1500,1,${run},0,0,JPY`,
      `"=""00042""",2025-01-09,-1.234,0.006,-1.240,1,${run},1.234,1,KWD`,
      `"'=HYPERLINK(""http://x"",""y"")",2025-01-09,0.05,0.00,0.05,1,${run},0.00,0,EUR`,
      `"x_;=A1",2025-01-09,0.05,0.00,0.05,1,${run},0.00,0,HUF`,
      `"two\n'=lines",2025-01-09,90071992547409.93,0.00,90071992547409.93,1,${run},0.00,0,USD`,
      '',
    ].join('\r\n'),
  )
})

test('format=excel-semicolon separates by semicolons and writes decimal commas', async () => {
  const { body } = await download({}, { format: 'excel-semicolon' })
  const [first, second, , fourth] = body.split('\r\n')
  expect(first).toBe(`\uFEFF${columns.replaceAll(',', ';')}`)
  expect(second).toBe(
    `merchant_0001;2025-01-09;7582,17;229,03;7353,14;31;${run.replace(',', ';')};5,00;1;USD`,
  )
  expect(fourth?.split(';').slice(0, 3)).toEqual(['"=""00042"""', '2025-01-09', '-1,234'])
})

test('a file from before currencies has the decimals of CURRENCY', async () => {
  const old = header.split(',').slice(0, 8).join(',')
  const job = await publish(`${old}\nmerchant_0001,2025-01-09,758217,22903,735314,31,${run}\n`)
  const [, line] = (await download({}, { job })).body.split('\r\n')
  expect(line).toBe(`merchant_0001,2025-01-09,758217,22903,735314,31,${run}`)
})

test('the file in the folder stays as it is, and its own download too', async () => {
  await download()
  const { size, mtimeMs } = await stat(join(api.directory, `${id}.csv`))
  expect([size, mtimeMs]).toEqual([Buffer.byteLength(csv), 1_735_689_600_000])
  expect((await api.app.inject(`/downloads/${id}.csv`)).body).toBe(csv)
})

test('each format has an ETag of its own, and its copy is 304', async () => {
  const own = String((await api.app.inject(`/downloads/${id}.csv`)).headers.etag)
  const tags = await Promise.all(
    ['excel', 'excel-semicolon'].map(async (format) => {
      const etag = String((await download({}, { format })).headers.etag)
      const copy = await download({ 'if-none-match': etag }, { format })
      expect([copy.statusCode, copy.body, copy.headers.etag]).toEqual([304, '', etag])
      expect((await download({ 'if-none-match': own }, { format })).statusCode).toBe(200)
      return etag
    }),
  )
  expect(new Set([own, ...tags]).size).toBe(3)
  const since = { 'if-modified-since': 'Wed, 01 Jan 2025 00:00:00 GMT' }
  expect((await download(since)).statusCode).toBe(304)
  expect((await download({ ...since, 'if-none-match': own })).statusCode).toBe(200)
})

test('If-Match holds with the ETag of the format, else 412', async () => {
  const etag = String((await download()).headers.etag)
  expect((await download({ 'if-match': etag })).statusCode).toBe(200)
  const refused = await download({ 'if-match': '"other"' })
  expect([refused.statusCode, refused.json().code]).toEqual([412, 'PRECONDITION_FAILED'])
})

test('it has the headers of an attachment, and no ranges', async () => {
  const answer = await download({ range: 'bytes=0-10' })
  expect([answer.statusCode, answer.headers['content-range']]).toEqual([200, undefined])
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="settlement-2025-01-01-2025-01-31-excel.csv"',
    'cache-control': 'private, no-cache',
    'last-modified': 'Wed, 01 Jan 2025 00:00:00 GMT',
    'accept-ranges': 'none',
  })
})

test('HEAD has the headers of GET, and announces no length', async () => {
  const [got, head] = [await download(), await download({}, { method: 'HEAD' })]
  expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', undefined])
  for (const name of ['content-type', 'content-disposition', 'etag', 'accept-ranges'] as const)
    expect(head.headers[name]).toBe(got.headers[name])
})

test('a signed URL works with a format appended, and for no other file', async () => {
  const { url } = (
    await api.app.inject({
      method: 'POST',
      url: `/jobs/${id}/download-url`,
      payload: { lifetime: 60 },
    })
  ).json()
  expect((await api.app.inject(`${url}&format=excel`)).body).toBe((await download()).body)
  const other = await publish(csv)
  const forged = await api.app.inject(`${url.replace(id, other)}&format=excel`)
  expect(forged.json().code).toBe('DOWNLOAD_URL_INVALID')
})

test('an unknown format is refused, and a file that is not there is not found', async () => {
  const refused = await download({}, { format: 'xlsx' })
  expect([refused.statusCode, refused.json().errors[0].path]).toEqual([400, '/querystring/format'])
  const missing = await download({}, { job: '00000000-0000-7000-8000-000000000000' })
  expect([missing.statusCode, missing.json().code]).toEqual([404, 'DOWNLOAD_NOT_FOUND'])
})

test('of a file of 100 MB less than 1 MB is read ahead of a client that reads nothing', async () => {
  const line = `merchant_0001,2025-01-09,758217,22903,735314,31,${run},500,1,USD\n`
  const block = line.repeat(500)
  let bytes = 0
  let isClosed = false
  const file = Readable.from(
    (async function* () {
      try {
        yield `${header},currency\n`
        for (; bytes < 100_000_000; bytes += block.length) {
          await setImmediate()
          yield block
        }
      } finally {
        isClosed = true
      }
    })(),
    { objectMode: false },
  )
  const sheet = toSpreadsheet(file, { format: 'excel', currency: 'USD' })
  let before = -1
  while (bytes !== before) {
    before = bytes
    for (let turn = 0; turn < 100; turn += 1) await setImmediate()
  }
  expect(bytes).toBeGreaterThan(0)
  expect(bytes).toBeLessThan(1_000_000)

  sheet.destroy()
  await expect.poll(() => [file.destroyed, isClosed]).toEqual([true, true])
})

test('a file with an amount that is none ends the download with an error', async () => {
  const file = Readable.from([`${header},currency\n`, csv.split('\n')[1]?.replace('758217', 'x')])
  await expect(toSpreadsheet(file, { format: 'excel', currency: 'USD' }).toArray()).rejects.toThrow(
    'not an integer',
  )
})
