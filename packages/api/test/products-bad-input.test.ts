import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProduct, footprint, startApp, type TestApp } from './start-app.ts'

let api: TestApp
let id: number
beforeAll(async () => {
  api = await startApp()
  id = await addProduct(api.db, 10)
  const change = { sale_starts_at: '2025-06-01T00:00:00Z', sale_ends_at: '2025-06-02T00:00:00Z' }
  await api.app.inject({ method: 'PATCH', url: `/products/${id}`, payload: change })
})
afterAll(() => api.stop())

type Method = 'GET' | 'POST' | 'PATCH'

async function refuse(method: Method, url: string, payload?: string | object) {
  const before = await footprint(api.db)
  const headers = payload === undefined ? {} : { 'content-type': 'application/json' }
  const answer = await api.app.inject({
    method,
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
  })
  expect(await footprint(api.db)).toEqual(before)
  return answer
}

const good = { name: 'P', merchant_id: 'm', price_cents: 5 }

test.each([
  ['a missing name', { merchant_id: 'm', price_cents: 5 }, '/name'],
  ['an empty name', { ...good, name: '' }, '/name'],
  ['a name of 256 characters', { ...good, name: 'x'.repeat(256) }, '/name'],
  ['a NUL in the name', { ...good, name: 'a\0b' }, '/name'],
  ['a lone surrogate in the merchant', { ...good, merchant_id: '\ud800' }, '/merchant_id'],
  ['a space in the merchant', { ...good, merchant_id: 'a b' }, '/merchant_id'],
  ['a line break in the merchant', { ...good, merchant_id: 'a\n' }, '/merchant_id'],
  ['a no-break space in the merchant', { ...good, merchant_id: 'a\u00a0b' }, '/merchant_id'],
  ['a zero-width joiner in the merchant', { ...good, merchant_id: 'a\u200db' }, '/merchant_id'],
  ['no merchant', { ...good, merchant_id: '' }, '/merchant_id'],
  ['a merchant of 129 characters', { ...good, merchant_id: 'x'.repeat(129) }, '/merchant_id'],
  ['a price of -1', { ...good, price_cents: -1 }, '/price_cents'],
  ['a price of half a cent', { ...good, price_cents: 0.5 }, '/price_cents'],
  ['a price of 10^12 + 1', { ...good, price_cents: 1e12 + 1 }, '/price_cents'],
  ['a price as text', { ...good, price_cents: '5' }, '/price_cents'],
  ['a stock of -1', { ...good, stock: -1 }, '/stock'],
  ['a limit of 0', { ...good, max_per_buyer: 0 }, '/max_per_buyer'],
  ['a limit of 2^31', { ...good, max_per_buyer: 2 ** 31 }, '/max_per_buyer'],
  ['a limit of null', { ...good, max_per_buyer: null }, '/max_per_buyer'],
  ['a day without a time', { ...good, sale_starts_at: '2025-01-01' }, '/sale_starts_at'],
  ['a time without a zone', { ...good, sale_starts_at: '2025-01-01T00:00:00' }, '/sale_starts_at'],
  ['the year 0', { ...good, sale_starts_at: '0000-06-01T00:00:00Z' }, '/sale_starts_at'],
  [
    'the year 0 of UTC',
    { ...good, sale_starts_at: '0001-01-01T00:00:00+01:00' },
    '/sale_starts_at',
  ],
  [
    'the year 10000 of UTC',
    { ...good, sale_ends_at: '9999-12-31T23:59:59-01:00' },
    '/sale_ends_at',
  ],
  [
    'a sale that ends when it starts',
    {
      ...good,
      sale_starts_at: '2025-01-01T01:00:00+01:00',
      sale_ends_at: '2025-01-01T00:00:00Z',
    },
    '/sale_ends_at',
  ],
  ['an id', { ...good, id: 7 }, '/id'],
  ['an archived product', { ...good, archived: true }, '/archived'],
])('refuses to create %s, and names the field', async (_, payload, path) => {
  const answer = await refuse('POST', '/products', payload)
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'VALIDATION'])
  expect(answer.json().errors[0].path).toBe(path)
})

test.each(['2025-01-01', '2025-01-01T00:00:00', '2025-02-30T00:00:00Z', 'tomorrow'])(
  'the time %s is refused by an example of a time',
  async (sale_starts_at) => {
    const refused = await refuse('PATCH', `/products/${id}`, { sale_starts_at })
    const message = 'must be a time with its zone, such as 2027-01-31T18:00:00Z'
    expect(refused.json().errors).toEqual([{ path: '/sale_starts_at', message }])
  },
)

test('a price that is refused is told the limit', async () => {
  for (const [method, url] of [
    ['POST', '/products'],
    ['PATCH', `/products/${id}`],
  ] as const) {
    const payload = { ...(method === 'POST' ? good : {}), price_cents: 1e12 + 1 }
    expect((await refuse(method, url, payload)).json().errors).toEqual([
      { path: '/price_cents', message: 'must be <= 1000000000000' },
    ])
  }
})

test.each([
  ['nothing', {}, ''],
  ['the merchant', { merchant_id: 'other' }, '/merchant_id'],
  ['the stock', { stock: 5 }, '/stock'],
  ['a name of null', { name: null }, '/name'],
  ['archived as text', { archived: 'true' }, '/archived'],
  ['an end before the start it has', { sale_ends_at: '2025-05-01T00:00:00Z' }, '/sale_ends_at'],
  ['a start after the end it has', { sale_starts_at: '2025-06-03T00:00:00Z' }, '/sale_ends_at'],
])('refuses to change %s', async (_, payload, path) => {
  const answer = await refuse('PATCH', `/products/${id}`, payload)
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'VALIDATION'])
  expect(answer.json().errors[0].path).toBe(path)
})

test('the start may move after the end that it had, if the end moves too or goes', async () => {
  for (const sale_ends_at of ['2025-07-02T00:00:00Z', null]) {
    const payload = { sale_starts_at: '2025-07-01T00:00:00Z', sale_ends_at }
    const answer = await api.app.inject({ method: 'PATCH', url: `/products/${id}`, payload })
    expect(answer.statusCode).toBe(200)
  }
})

test.each([
  ['no units', '{"delta":0,"reason":"r"}', '/delta'],
  ['half a unit', '{"delta":0.5,"reason":"r"}', '/delta'],
  ['2^53 units', '{"delta":9007199254740992,"reason":"r"}', '/delta'],
  ['-2^53 units', '{"delta":-9007199254740992,"reason":"r"}', '/delta'],
  ['2^63 units', '{"delta":9223372036854775808,"reason":"r"}', '/delta'],
  ['-2^63 - 1 units', '{"delta":-9223372036854775809,"reason":"r"}', '/delta'],
  ['10^400 units', '{"delta":1e400,"reason":"r"}', '/delta'],
  ['no reason', '{"delta":1}', '/reason'],
  ['an empty reason', '{"delta":1,"reason":""}', '/reason'],
  ['a NUL in the reason', '{"delta":1,"reason":"\\u0000"}', '/reason'],
])('refuses a supply of %s', async (_, payload, path) => {
  const answer = await refuse('POST', `/products/${id}/stock`, payload)
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'VALIDATION'])
  expect(answer.json().errors[0].path).toBe(path)
})

test.each([
  ['GET', '', undefined],
  ['PATCH', '', { name: 'Q' }],
  ['POST', '/stock', { delta: 1, reason: 'r' }],
  ['GET', '/stock-movements', undefined],
] as const)(
  '%s of an unknown product%s is 404, of what is no id 400',
  async (method, path, body) => {
    for (const unknown of ['999999', '9999999999999999']) {
      const answer = await refuse(method, `/products/${unknown}${path}`, body)
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'PRODUCT_NOT_FOUND'])
    }
    for (const wrong of ['0', '-1', '01', '1.0', '1e3', 'x', '99999999999999999']) {
      const answer = await refuse(method, `/products/${wrong}${path}`, body)
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'VALIDATION'])
    }
  },
)

test.each(['x', 'W10', 'WyJhIl0', 'WyIwIl0', 'WyI5OTk5OTk5OTk5OTk5OTk5OTk5Il0'])(
  'refuses the cursor %s',
  async (cursor) => {
    for (const url of ['/products', `/products/${id}/stock-movements`]) {
      const answer = await refuse('GET', `${url}?cursor=${cursor}`)
      expect(answer.json()).toMatchObject({
        code: 'VALIDATION',
        errors: [{ path: '/querystring/cursor' }],
      })
    }
  },
)
