import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { injectWithRetry } from './inject-with-retry.ts'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

const header = 'external_id,merchant_id,amount_cents,fee_cents,paid_at'
const line = (id: string, cents: number | string = 2500) =>
  `${id},m1,${cents},103,2025-01-31T23:59:59Z`
const csv = (...lines: string[]) => `${[header, ...lines].join('\n')}\n`

function send(
  payload: string | Buffer | Readable | undefined,
  headers: Record<string, string> = {},
  query = '',
) {
  return injectWithRetry(api, {
    method: 'POST',
    url: `/transactions/import${query}`,
    headers: { 'content-type': 'text/csv', ...headers },
    ...(payload === undefined ? {} : { payload }),
  })
}

async function footprint(): Promise<unknown> {
  const { rows } = await sql`select (select count(*) from transactions) as transactions,
    (select count(*) from imports) as imports, (select count(*) from import_keys) as keys`.execute(
    api.db,
  )
  return rows[0]
}

test('a file is imported: 201 with what became of its lines', async () => {
  const answer = await send(csv(line('http-1'), line('http-2')))
  expect([answer.statusCode, answer.json()]).toEqual([
    201,
    {
      import_id: expect.any(String),
      received: 2,
      inserted: 2,
      updated: 0,
      unchanged: 0,
      ignored: 0,
      rejected_count: 0,
      rejected: [],
      unknown_merchants: ['m1'],
      unknown_merchant_count: 1,
    },
  ])
})

test('a bad line: 422 IMPORT_REJECTED with its line and column', async () => {
  const answer = await send(csv(line('http-3'), line('http-4', '1e3')))
  expect([answer.statusCode, answer.json()]).toMatchObject([
    422,
    {
      code: 'IMPORT_REJECTED',
      detail: 'Line 3: amount_cents has an exponent; write 1999 for 19.99',
      import_id: expect.any(String),
      received: 2,
      rejected_count: 1,
      rejected: [{ line: 3, field: 'amount_cents' }],
    },
  ])
})

test('a body of 20 MB, far beyond the limit of other bodies, is a stream that is imported', async () => {
  const lines = Array.from({ length: 20 }, (_, part) =>
    Array.from({ length: 20_000 }, (_, n) => line(`large-${part}-${n}`)).join('\n'),
  )
  const answer = await send(Readable.from([header, ...lines].map((text) => `${text}\n`)))
  expect([answer.statusCode, answer.json().inserted]).toEqual([201, 400_000])
})

test('gzip with Content-Encoding, and without it', async () => {
  const bytes = gzipSync(csv(line('gzip')))
  expect((await send(bytes, { 'content-encoding': 'gzip' })).json()).toMatchObject({ inserted: 1 })
  expect((await send(bytes)).json()).toMatchObject({ unchanged: 1 })
})

test('NDJSON by its content type', async () => {
  const values = { external_id: 'ndjson', merchant_id: 'm1', amount_cents: 5, fee_cents: 0 }
  const payload = JSON.stringify({ ...values, paid_at: '2025-01-31T23:59:59Z' })
  const answer = await send(payload, { 'content-type': 'application/x-ndjson' })
  expect([answer.statusCode, answer.json().inserted]).toEqual([201, 1])
})

test.each([
  [
    'JSON',
    { 'content-type': 'application/json' },
    'Send a file as text/csv or application/x-ndjson',
  ],
  [
    'another type',
    { 'content-type': 'text/plain' },
    'Send a file as text/csv or application/x-ndjson',
  ],
  [
    'another encoding of text',
    { 'content-type': 'text/csv; charset=windows-1252' },
    'Send the file in UTF-8, not in windows-1252',
  ],
  [
    'another compression',
    { 'content-encoding': 'br' },
    'Send the file plain, or with Content-Encoding: gzip',
  ],
])('%s: 415, and nothing is kept', async (_, headers, detail) => {
  const before = await footprint()
  const answer = await send(csv(line('typed')), headers)
  expect([answer.statusCode, answer.json()]).toMatchObject([
    415,
    { code: 'UNSUPPORTED_MEDIA_TYPE', detail },
  ])
  expect(await footprint()).toEqual(before)
})

test('UTF-8 may be named', async () => {
  const answer = await send(csv(line('utf-8')), { 'content-type': 'text/csv; charset="UTF-8"' })
  expect(answer.statusCode).toBe(201)
})

test('the same Idempotency-Key with the same file: one import, whose answer is replayed', async () => {
  const key = { 'idempotency-key': 'january' }
  const first = await send(csv(line('keyed')), key)
  const before = await footprint()
  const second = await send(csv(line('keyed')), key)
  expect([second.statusCode, second.headers['idempotent-replayed']]).toEqual([201, 'true'])
  expect(second.json()).toEqual(first.json())
  expect(await footprint()).toEqual(before)
})

test('the same Idempotency-Key with another file or other parameters: 422, and nothing is kept', async () => {
  const key = { 'idempotency-key': 'february' }
  await send(csv(line('keyed-2')), key)
  const before = await footprint()
  for (const answer of [
    await send(csv(line('keyed-3')), key),
    await send(csv(line('keyed-2')), key, '?on_error=skip'),
  ])
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
  expect(await footprint()).toEqual(before)
})

test('a refused import leaves its Idempotency-Key free', async () => {
  const key = { 'idempotency-key': 'march' }
  expect((await send(csv(line('keyed-4', 'x')), key)).statusCode).toBe(422)
  const again = await send(csv(line('keyed-4')), key)
  expect([again.statusCode, again.headers['idempotent-replayed']]).toEqual([201, undefined])
})

test('ten requests at once with one key and one file: one import', async () => {
  const key = { 'idempotency-key': 'april' }
  const file = csv(...Array.from({ length: 100 }, (_, n) => line(`raced-${n}`)))
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(file, key)))
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]))
  expect(new Set(answers.map((answer) => answer.json().import_id)).size).toBe(1)
})

test('without a content type: 415', async () => {
  const answer = await send(csv(line('typed')), { 'content-type': '' })
  expect([answer.statusCode, answer.json().code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
})

test('an empty file: 422, since it has no header', async () => {
  const answer = await send(undefined)
  expect([answer.statusCode, answer.json()]).toMatchObject([
    422,
    { rejected: [{ line: 1, field: '', message: 'is empty; it must name the columns' }] },
  ])
})

test('an unknown parameter is refused by name', async () => {
  const answer = await send(csv(line('query')), {}, '?on_eror=skip')
  expect([answer.statusCode, answer.json().detail]).toEqual([
    400,
    expect.stringContaining('/querystring/on_eror is not known; use one of'),
  ])
})
