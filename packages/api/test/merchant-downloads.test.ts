import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import { startApp, type TestApp } from './start-app.ts'

/** In the order of the file. Some hold what looks like a record of anna, or like a formula of another one. */
const merchants = [
  "'=anna",
  '=anna',
  'ann',
  'anna',
  'anna"',
  'anna,2025-01-01',
  'annabel',
  'zz\nanna,2025-01-01,1,1,0,1',
].toSorted()
const none = 'without-days'
/** Enough that each merchant's lines are more than one chunk of the file. */
const days = { from: '2025-01-01', to: '2026-01-01' }

const keys: Record<string, string> = {}
function entry(name: string, merchant?: string) {
  const { key, hash } = makeKey()
  keys[merchant ?? name] = key
  return {
    name,
    hash,
    scopes: ['settlements:read'],
    ...(merchant === undefined ? {} : { merchant }),
  }
}

let api: TestApp
let id: string
let whole: string
beforeAll(async () => {
  const bound = [...merchants, none].map((merchant, n) => entry(`merchant-${n}`, merchant))
  api = await startApp({ API_KEYS: JSON.stringify([entry('finance'), ...bound]) })
  await sql`
    insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select merchant, 1000 + n, n, 'PAID', ${days.from}::timestamptz + day * interval '1 day'
    from unnest(${merchants}::text[]) with ordinality as of (merchant, n), generate_series(0, 365) as day`.execute(
    api.db,
  )
  const env = { DATABASE_URL: api.url, SETTLEMENT_DIR: api.directory }
  await using settling = await startProcess('api', env)
  await using _ = await startProcess('worker', env)
  id = (await createApiDriver(settling.url).settle(days)).job_id
  whole = await readFile(join(api.directory, `${id}.csv`), 'utf8')
})
afterAll(() => api.stop())

type Headers = Record<string, string>

function send(key: string | undefined, url: string, options: InjectOptions = {}) {
  const authorization = key === undefined ? {} : { authorization: `Bearer ${keys[key]}` }
  return api.app.inject({ url, ...options, headers: { ...authorization, ...options.headers } })
}

function download(key: string, headers: Headers = {}, method: 'GET' | 'HEAD' = 'GET') {
  return send(key, `/downloads/${id}.csv`, { method, headers })
}

async function sign(key: string): Promise<string> {
  const payload = { lifetime: 60 }
  const answer = await send(key, `/jobs/${id}/download-url`, { method: 'POST', payload })
  expect(answer.statusCode).toBe(201)
  return answer.json().url
}

test('each merchant gets its own lines, byte by byte, and together they are the file', async () => {
  const header = whole.slice(0, whole.indexOf('\n') + 1)
  const bodies: string[] = []
  for (const [n, merchant] of merchants.entries()) {
    const { statusCode, headers, body } = await download(merchant)
    expect([statusCode, headers['content-length']]).toEqual([200, String(Buffer.byteLength(body))])
    expect(body.slice(0, header.length)).toBe(header)
    const lines = body.slice(header.length)
    // The sums tell whose lines they are.
    expect(lines.match(new RegExp(`,${1001 + n},${1 + n},1000,1,2`, 'g'))).toHaveLength(366)
    bodies.push(lines)
  }
  expect(header + bodies.join('')).toBe(whole)
  expect((await download('finance')).body).toBe(whole)
  expect((await download(none)).body).toBe(header)
})

describe('the file of a bound key', () => {
  test('has the headers of a file, and an ETag of its own', async () => {
    const [own, other, all] = [
      await download('anna'),
      await download('annabel'),
      await download('finance'),
    ]
    for (const name of ['content-type', 'content-disposition', 'cache-control', 'last-modified'])
      expect(own.headers[name]).toBe(all.headers[name])
    expect(own.headers['accept-ranges']).toBe('bytes')
    const tags = [own, other, all].map(({ headers }) => headers.etag)
    expect(new Set(tags).size).toBe(3)
    expect((await download('anna')).headers.etag).toBe(own.headers.etag)
  })

  test('HEAD returns the headers of GET without the file', async () => {
    const [got, head] = [await download('anna'), await download('anna', {}, 'HEAD')]
    expect([head.statusCode, head.body]).toEqual([200, ''])
    for (const name of ['content-type', 'content-length', 'content-disposition', 'etag'])
      expect(String(head.headers[name])).toBe(String(got.headers[name]))
  })

  test('any range is that range of its own bytes', async () => {
    const bytes = (await download('anna')).rawPayload
    const size = bytes.length
    for (const [range, from, to] of [
      ['bytes=0-0', 0, 0],
      ['bytes=100-200', 100, 200],
      ['bytes=12-', 12, size - 1],
      ['bytes=-5', size - 5, size - 1],
      [`bytes=0-${size * 2}`, 0, size - 1],
    ] as const) {
      const part = await download('anna', { range })
      expect([part.statusCode, part.headers['content-range']], range).toEqual([
        206,
        `bytes ${from}-${to}/${size}`,
      ])
      expect(part.rawPayload).toEqual(bytes.subarray(from, to + 1))
      expect(part.headers['content-length']).toBe(String(to + 1 - from))
    }
    const past = await download('anna', { range: `bytes=${size}-` })
    expect([past.statusCode, past.json().code]).toEqual([416, 'RANGE_NOT_SATISFIABLE'])
    expect(past.headers['content-range']).toBe(`bytes */${size}`)
  })

  test.each(['bytes=0-1,5-9', 'bytes=x', 'lines=0-1', 'bytes'])(
    'a range that is not one of bytes, %s: all of it',
    async (range) => {
      const answer = await download('anna', { range })
      expect([answer.statusCode, answer.body]).toEqual([200, (await download('anna')).body])
    },
  )

  test('preconditions hold as for any file', async () => {
    const { headers } = await download('anna')
    const [etag, modified] = [String(headers.etag), String(headers['last-modified'])]
    const whole = String((await download('finance')).headers.etag)
    const before = new Date(Date.parse(modified) - 1000).toUTCString()
    const range = 'bytes=0-9'
    for (const [expected, conditions] of [
      [304, { 'if-none-match': etag }],
      [304, { 'if-none-match': `"x", W/${etag}` }],
      [304, { 'if-modified-since': modified }],
      [200, { 'if-none-match': whole }],
      [200, { 'if-modified-since': before }],
      [200, { 'if-match': etag }],
      [412, { 'if-match': whole }],
      [200, { 'if-unmodified-since': modified }],
      [200, { 'if-unmodified-since': 'soon' }],
      [412, { 'if-unmodified-since': before }],
      [206, { range, 'if-range': etag }],
      [206, { range, 'if-range': modified }],
      [200, { range, 'if-range': whole }],
    ] as const) {
      const answer = await download('anna', conditions)
      expect(answer.statusCode, JSON.stringify(conditions)).toBe(expected)
      if (expected === 304) expect([answer.body, answer.headers.etag]).toEqual(['', etag])
      if (expected === 412) expect(answer.json().code).toBe('PRECONDITION_FAILED')
    }
  })

  test('clients that abort leave no open file', async () => {
    const url = await api.app.listen({ host: '127.0.0.1', port: 0 })
    const authorization = `Bearer ${keys.anna}`
    for (let n = 0; n < 20; n += 1) {
      const abort = new AbortController()
      const format = n % 4 < 2 ? '' : '?format=excel'
      const answer = await fetch(`${url}/downloads/${id}.csv${format}`, {
        headers: { authorization },
        signal: abort.signal,
      })
      if (n % 2) await answer.body?.getReader().read()
      abort.abort()
    }
    await download('anna', {}, 'HEAD')
    await download('anna', { 'if-match': '"x"' })
    await download('anna', { range: 'bytes=999999999-' })
    const openFiles = async () => {
      const links = (await readdir('/proc/self/fd')).map((fd) =>
        readlink(`/proc/self/fd/${fd}`).catch(() => ''),
      )
      return (await Promise.all(links)).filter((path) => path.endsWith(`${id}.csv`))
    }
    await expect.poll(openFiles).toEqual([])
  })
})

test.each(['excel', 'excel-semicolon'])(
  'as %s each merchant gets its own lines, with an ETag of its own',
  async (format) => {
    const get = (key: string, headers: Headers = {}) =>
      send(key, `/downloads/${id}.csv?format=${format}`, { headers })
    const all = (await get('finance')).body
    const header = all.slice(0, all.indexOf('\n') + 1)
    const answers = await Promise.all(merchants.map((merchant) => get(merchant)))
    const bodies = answers.map(({ body }) => body)
    for (const body of bodies) expect(body.match(/^\S.*2025-01-09/gm)).toHaveLength(1)
    expect(bodies.map((body) => body.replace(header, '')).join('')).toBe(all.replace(header, ''))
    const tags = answers.map(({ headers }) => String(headers.etag))
    expect(new Set([...tags, (await get('finance')).headers.etag]).size).toBe(merchants.length + 1)
    const copy = await get(merchants[0] ?? '', { 'if-none-match': tags[0] ?? '' })
    expect([copy.statusCode, copy.body]).toEqual([304, ''])
    const signed = await sign('anna')
    const own = bodies[merchants.indexOf('anna')]
    expect((await send(undefined, `${signed}&format=${format}`)).body).toBe(own)
  },
)

describe('a URL that a bound key has signed', () => {
  test.each(merchants)('gives the lines of %j, with any key and without', async (merchant) => {
    const url = await sign(merchant)
    const { body } = await download(merchant)
    for (const key of [undefined, 'finance', 'annabel'])
      expect((await send(key, url)).body).toBe(body)
    const part = await send(undefined, url, { headers: { range: 'bytes=3-9' } })
    expect([part.statusCode, part.body]).toEqual([206, body.slice(3, 10)])
  })

  test('is refused for another merchant, and for all: 403', async () => {
    const signed = new URL(await sign('anna'), 'http://test')
    const change = (merchant: string | null) => {
      const url = new URL(signed)
      if (merchant === null) url.searchParams.delete('merchant')
      else url.searchParams.set('merchant', merchant)
      return url.pathname + url.search
    }
    const expires = signed.searchParams.get('expires')
    const joined = change(null)
      .replace('.csv', `.csv%0A${expires}`)
      .replace(/expires=\d+/, 'expires=1')
    for (const url of [change('annabel'), change(''), change(null), joined]) {
      const answer = await send(undefined, url)
      expect([answer.statusCode, answer.json().code], url).toEqual([403, 'DOWNLOAD_URL_INVALID'])
    }
  })

  test('one of another key for the whole file stays one, with a bound key too', async () => {
    const url = await sign('finance')
    for (const key of [undefined, 'anna']) expect((await send(key, url)).body).toBe(whole)
    const narrowed = await send(undefined, `${url}&merchant=anna`)
    expect(narrowed.json().code).toBe('DOWNLOAD_URL_INVALID')
  })
})
