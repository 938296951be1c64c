import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import { type ProblemCode, problemKinds, problemType } from '../src/problems/problems.ts'
import { startApp, type TestApp } from './start-app.ts'

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
const codes = Object.keys(problemKinds) as ProblemCode[]

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

function get(url: string, accept?: string) {
  return api.app.inject({ url, headers: accept === undefined ? {} : { accept } })
}

test('the type of a problem leads to what it means and what to do', async () => {
  const problem = (await get('/orders/00000000-0000-0000-0000-000000000000')).json()
  const answer = await get(problem.type, 'application/json')
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([
    200,
    'application/json; charset=utf-8',
  ])
  expect(answer.json()).toEqual({
    type: '/problems/order-not-found',
    title: 'Order not found',
    status: 404,
    code: 'ORDER_NOT_FOUND',
    meaning: 'There is no order with this id, or the API key may not see it',
    remedy: 'Check the id, and use the key that placed the order or one of its merchant',
  })
})

test.each(codes)('%s has an HTML page that its content security policy allows', async (code) => {
  const { status, title, meaning, remedy } = problemKinds[code]
  const answer = await get(problemType(code), browser)
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([
    200,
    'text/html; charset=utf-8',
  ])
  expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none';/)
  for (const text of [title, `${status} ${code}`, `${meaning}.`, `${remedy}.`]) {
    expect(answer.body).toContain(text)
  }
  expect(answer.body).not.toMatch(/<(script|style|link|img)|style=/)
})

test('the list has every problem, as JSON and as links', async () => {
  const { problems } = (await get('/problems')).json()
  expect(problems.map(({ code }: { code: string }) => code)).toEqual(codes)
  const links = [...(await get('/problems', browser)).body.matchAll(/<a href="(\/problems[^"]+)"/g)]
  expect(links.map(([, path]) => path)).toEqual(codes.map(problemType))
})

describe('the response has the type that Accept prefers', () => {
  test.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/html', 'text/html'],
    ['text/html;q=0.5, application/json', 'application/json'],
    ['application/problem+json', 'application/json'],
    ['nonsense', 'application/json'],
  ])('%s: %s', async (accept, type) => {
    const answer = await get('/problems/validation', accept)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      200,
      `${type}; charset=utf-8`,
    ])
  })
})

test.each(['nope', 'ORDER_NOT_FOUND', 'order_not_found', '%3Cscript%3E', 'constructor'])(
  '/problems/%s is not found',
  async (name) => {
    const answer = await get(`/problems/${name}`, browser)
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'PROBLEM_NOT_FOUND'])
  },
)

test('a caller without a key can read the page of its problem', async () => {
  const { hash } = makeKey()
  const API_KEYS = JSON.stringify([{ name: 'shop', hash, scopes: ['orders:read'] }])
  const closed = await startApp({ API_KEYS })
  const refused = await closed.app.inject('/orders')
  const answer = await closed.app.inject(refused.json().type)
  await closed.stop()
  expect([refused.statusCode, answer.statusCode]).toEqual([401, 200])
  expect(answer.json().remedy).toContain('Authorization: Bearer')
})

test('caches keep HTML and JSON apart, and origins too', async () => {
  for (const url of ['/problems', '/problems/out-of-stock', '/problems/unknown']) {
    expect((await get(url)).headers.vary, url).toBe('Accept')
  }
  const restricted = await startApp({ CORS_ORIGINS: 'https://shop.example' })
  try {
    const { headers } = await restricted.app.inject({ url: '/problems' })
    expect(headers.vary).toBe('Origin, Accept')
  } finally {
    await restricted.stop()
  }
})
