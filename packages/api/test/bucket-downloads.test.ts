import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { createApiDriver, type Job } from '@order-settlement/testing/api-driver.ts'
import { type ObjectStorage, startObjectStorage } from '@order-settlement/testing/object-storage.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'

const range = { from: '2025-01-01', to: '2025-01-31' }
const filename = 'settlement-2025-01-01-2025-01-31.csv'
const scopes = ['settlements:read', 'settlements:write']
const [finance, bound] = [makeKey(), makeKey()]

let database: TestDatabase
let storage: ObjectStorage
let api: TestProcess
let url: string
let job: Job
let name: string
let csv: string
beforeAll(async () => {
  database = await createTestDatabase()
  storage = await startObjectStorage()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 5, n, n % 9, 'PAID', timestamptz '2025-01-01Z' + n % 31 * interval '1 day'
    from generate_series(1, 3000) n`.execute(database.db)
  const env = { DATABASE_URL: database.url, ...storage.env }
  const entries = [
    { name: 'finance', hash: finance.hash, scopes },
    { name: 'bound', hash: bound.hash, scopes: ['settlements:read'], merchant: 'm3' },
  ]
  api = await startProcess('api', { ...env, API_KEYS: JSON.stringify(entries) })
  await using open = await startProcess('api', env)
  await using _ = await startProcess('worker', env)
  job = await createApiDriver(open.url).settle(range)
  url = `${api.url}${job.download_url}`
  name = (await storage.names())[0] ?? ''
  csv = (await storage.read(name)).toString()
})
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await storage?.[Symbol.asyncDispose]()
  await database?.drop()
})

/** Follows no redirect. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const authorization = `Bearer ${finance.key}`
  return fetch(path, { method, headers: { authorization, ...headers }, redirect: 'manual' })
}

/** Of a download. Not by fetch, which adds Cache-Control to conditions. */
async function statusOf(headers: Record<string, string>): Promise<number | undefined> {
  const authorization = `Bearer ${finance.key}`
  const sent = request(url, { headers: { authorization, ...headers } }).end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  answer.resume()
  return answer.statusCode
}
async function codeOf(answer: Response): Promise<unknown> {
  return ((await answer.json()) as { code?: string }).code
}

const asBound = { authorization: `Bearer ${bound.key}` }

test('a plain file is a redirect to a URL of its object that is valid for a minute, and no cache keeps it', async () => {
  const answer = await get(url)

  expect([answer.status, await answer.text()]).toEqual([302, ''])
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  const location = new URL(answer.headers.get('location') ?? '')
  expect(location.origin + location.pathname).toBe(`${storage.url}/bucket/settlements/${name}`)
  expect(location.searchParams.get('X-Amz-Expires')).toBe('60')
  const object = await fetch(location)
  expect(await object.text()).toBe(csv)
  expect(Object.fromEntries(object.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${filename}"`,
    'cache-control': 'private, no-cache',
    'content-length': String(Buffer.byteLength(csv)),
  })
  // One letter less of the signature.
  expect((await fetch(location.href.replace(/(Signature=)./, '$1'))).status).toBe(403)
})

test('a client that follows the redirect gets the bytes of its range, and does not send its API key to the bucket', async () => {
  const range = { range: 'bytes=10-19' }
  const authorization = `Bearer ${finance.key}`
  const answer = await fetch(url, { headers: { authorization, ...range } })
  expect([answer.status, await answer.text()]).toEqual([206, csv.slice(10, 20)])
})

test('HEAD returns the headers of the file, without a redirect', async () => {
  const head = await get(url, {}, 'HEAD')
  const object = await fetch(url, { headers: { authorization: `Bearer ${finance.key}` } })
  expect(head.status).toBe(200)
  for (const header of [
    'content-type',
    'content-disposition',
    'content-length',
    'etag',
    'last-modified',
    'accept-ranges',
    'cache-control',
  ])
    expect([header, head.headers.get(header)]).toEqual([header, object.headers.get(header)])
})

test('what the caller has already is 304, a failed precondition 412, a range past the end 416', async () => {
  const { headers } = await get(url, {}, 'HEAD')
  const etag = headers.get('etag') ?? ''
  expect(await statusOf({ 'if-none-match': etag })).toBe(304)
  const modified = headers.get('last-modified') ?? ''
  expect(await statusOf({ 'if-modified-since': modified })).toBe(304)
  expect((await get(url, { 'if-match': etag })).status).toBe(302)
  const failed = await get(url, { 'if-match': '"other"' })
  expect([failed.status, await codeOf(failed)]).toEqual([412, 'PRECONDITION_FAILED'])
  const beyond = await get(url, { range: 'bytes=10000000-' })
  expect([beyond.status, await codeOf(beyond)]).toEqual([416, 'RANGE_NOT_SATISFIABLE'])
  expect(beyond.headers.get('content-range')).toBe(`bytes */${Buffer.byteLength(csv)}`)
})

test('a signed URL redirects without a key', async () => {
  const signed = await fetch(`${api.url}/jobs/${job.job_id}/download-url`, {
    method: 'POST',
    headers: { authorization: `Bearer ${finance.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ lifetime: 60 }),
  })
  const { url: path } = (await signed.json()) as { url: string }
  expect(path).toMatch(`/downloads/${job.job_id}.csv?`)
  expect(await (await fetch(api.url + path)).text()).toBe(csv)
  const tampered = path.replace('signature=', 'signature=x')
  expect((await fetch(api.url + tampered)).status).toBe(403)
})

test('a key of one merchant gets its lines from the api, which reads ranges of the object', async () => {
  const lines = csv.split('\n').filter((line, n) => n === 0 || line.startsWith('m3,'))
  const own = `${lines.join('\n')}\n`
  const answer = await get(url, asBound)
  expect([answer.status, await answer.text()]).toEqual([200, own])
  const part = await get(url, { ...asBound, range: 'bytes=150-249' })
  expect([part.status, await part.text()]).toEqual([206, own.slice(150, 250)])
  const etag = answer.headers.get('etag') ?? ''
  expect(await statusOf({ ...asBound, 'if-none-match': etag })).toBe(304)
})

test.each(['excel', 'excel-semicolon'])('%s is converted and sent by the api', async (format) => {
  const answer = await get(`${url}?format=${format}`)
  expect(answer.status).toBe(200)
  const body = Buffer.from(await answer.arrayBuffer()).toString()
  expect(body.startsWith('\uFEFFmerchant_id')).toBe(true)
  expect(body.split('\r\n')).toHaveLength(csv.split('\n').length)
  expect((await get(`${url}?format=${format}`, {}, 'HEAD')).status).toBe(200)
  const own = await get(`${url}?format=${format}`, asBound)
  expect((await own.text()).split('\r\n')).toHaveLength(33)
})

test('an unknown job, one without its object, and the object name itself are not found', async () => {
  const { db } = database
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end, finished_at, proof)
    select status, from_date, to_date, timezone, range_start, range_end, finished_at, proof from jobs
    returning id`.execute(db)
  for (const path of [rows[0]?.id, '01900000-0000-7000-8000-000000000000', name.slice(0, -4)]) {
    for (const query of ['', '?format=excel']) {
      const answer = await get(`${api.url}/downloads/${path}.csv${query}`)
      expect([answer.status, await codeOf(answer)]).toEqual([404, 'DOWNLOAD_NOT_FOUND'])
    }
  }
})

test('a file that was copied from a folder has the name of its job', async () => {
  const { db } = database
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end, finished_at, proof)
    select status, from_date, to_date, timezone, range_start, range_end, finished_at, proof from jobs limit 1
    returning id`.execute(db)
  await storage.put(`${rows[0]?.id}.csv`, 'copied')
  const answer = await fetch(`${api.url}/downloads/${rows[0]?.id}.csv`, {
    headers: { authorization: `Bearer ${finance.key}` },
  })
  expect(await answer.text()).toBe('copied')
})

test('while the storage is down, downloads answer 503 with a code, and the api stays ready', async () => {
  storage.setDown(true)
  try {
    for (const [query, headers] of [
      ['', {}],
      ['?format=excel', {}],
      ['', asBound],
    ] as const) {
      const answer = await get(url + query, headers)
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
      expect(await answer.json()).toMatchObject({ code: 'STORE_UNAVAILABLE', status: 503 })
    }
    expect((await fetch(`${api.url}/health/ready`)).status).toBe(200)
  } finally {
    storage.setDown(false)
  }
  expect((await get(url)).status).toBe(302)
})

test('no log line has a credential or a URL that is one', () => {
  expect(api.output()).toContain('"path":"/downloads/')
  expect(api.output()).not.toMatch(/X-Amz-|S3RVER|AWS4-HMAC/)
})
