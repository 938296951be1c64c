import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

function put(id: string, payload: unknown) {
  return api.app.inject({
    method: 'PUT',
    url: `/merchants/${id}`,
    headers: { 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })
}

const name = 'Shop'

describe('a PUT is refused by field, and nothing is created', () => {
  test.each([
    ['/name', {}],
    ['/name', { name: '' }],
    ['/name', { name: 'a'.repeat(201) }],
    ['/name', { name: 'a\u0000' }],
    ['/name', { name: 7 }],
    ['/currency', { name, currency: 'usd' }],
    ['/currency', { name, currency: 'DOLLAR' }],
    ['/currency', { name, currency: 'ZZZ' }],
    ['/currency', { name, currency: '' }],
    ['/currency', { name, currency: null }],
    ['/fee_basis_points', { name, fee_basis_points: -1 }],
    ['/fee_basis_points', { name, fee_basis_points: 10_001 }],
    ['/fee_basis_points', { name, fee_basis_points: 2.5 }],
    ['/fee_basis_points', { name, fee_basis_points: '290' }],
    ['/fee_fixed_cents', { name, fee_fixed_cents: -1 }],
    ['/fee_fixed_cents', { name, fee_fixed_cents: 0.5 }],
    ['/fee_fixed_cents', { name, fee_fixed_cents: 1e12 + 1 }],
    ['/refunds_return_fee', { name, refunds_return_fee: 'yes' }],
    ['/fees', { name, fees: 1 }],
    ['/id', { name, id: 'shop' }],
    ['', []],
    ['', '{'],
    ['', ''],
  ])('%s: %j', async (path, body) => {
    const answer = await put('shop', body)
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'VALIDATION'])
    expect(answer.json().errors).toEqual([{ path, message: expect.any(String) }])
    expect((await api.app.inject('/merchants/shop')).statusCode).toBe(404)
  })
})

test.each([
  ['a space', 'a%20b'],
  ['a space around', '%20a'],
  ['a line break', 'a%0Ab'],
  ['NUL', 'a%00'],
  ['a no-break space', 'a%C2%A0b'],
  ['a zero-width joiner', 'a%E2%80%8Db'],
  ['129 characters', 'a'.repeat(129)],
  ['129 characters of two UTF-16 units', encodeURIComponent('𝄞'.repeat(129))],
  ['nothing', ''],
])('an id with %s is refused, to write and to read', async (_, id) => {
  for (const answer of [await put(id, { name }), await api.app.inject(`/merchants/${id}`)]) {
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'VALIDATION'])
    expect(answer.json().errors[0].path).toBe('/params/id')
  }
})

test.each([
  ['limit=0', '/querystring/limit'],
  ['limit=201', '/querystring/limit'],
  ['q=', '/querystring/q'],
  [`q=${'a'.repeat(201)}`, '/querystring/q'],
  ['q=%00', '/querystring/q'],
  ['cursor=x', '/querystring/cursor'],
  ['name=a', '/querystring/name'],
])('GET /merchants?%s is refused at %s', async (query, path) => {
  const answer = await api.app.inject(`/merchants?${query}`)
  expect([answer.statusCode, answer.json().errors[0].path]).toEqual([400, path])
})

test('the largest terms are kept', async () => {
  const terms = { name: 'ö'.repeat(200), fee_basis_points: 10_000, fee_fixed_cents: 1e12 }
  expect((await put('largest', terms)).json()).toMatchObject(terms)
})
