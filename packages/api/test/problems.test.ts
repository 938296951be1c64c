import { once } from 'node:events'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rawGet, rawRequest } from './raw-request.ts'
import { addProduct, startApp, type TestApp } from './start-app.ts'

let api: TestApp
let url: string
beforeAll(async () => {
  api = await startApp()
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => api.stop())

test('a problem document has its type, title, detail and instance', async () => {
  const answer = await api.app.inject('/orders/7?secret=1')

  expect(answer.headers['content-type']).toMatch('application/problem+json')
  expect(answer.headers['x-request-id']).toBeTruthy()
  expect(answer.json()).toEqual({
    type: '/problems/validation',
    title: 'Validation',
    status: 400,
    detail: '/params/id must be a UUID',
    instance: '/orders/7',
    code: 'VALIDATION',
    errors: [{ path: '/params/id', message: 'must be a UUID' }],
  })
})

test.each(['/nope', '/orders/x/y', '/health/'])('%s is no route', async (path) => {
  const answer = await api.app.inject(path)
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'ROUTE_NOT_FOUND'])
})

test.each([
  ['/order', '/orders'],
  ['/order/7?secret=1', '/orders/{id}'],
  ['/jobs/7/cancle', '/jobs/{id}/cancel'],
])('%s is no route, and the closest is %s', async (path, closest) => {
  const { code, detail } = (await api.app.inject(path)).json()
  expect([code, detail]).toEqual([
    'ROUTE_NOT_FOUND',
    `There is nothing at this path; the closest is ${closest}`,
  ])
})

test('a path unlike any other gets no suggestion', async () => {
  const { detail } = (await api.app.inject('/wp-login.php')).json()
  expect(detail).toBe('There is nothing at this path')
})

test('a method that a path does not allow: 405 with those that it does', async () => {
  const refused = await api.app.inject({ method: 'PUT', url: '/orders' })
  expect(refused.json().detail).toBe('This path does not support PUT; use GET, HEAD, or POST')
  const page = await api.app.inject({ method: 'DELETE', url: '/docs' })
  expect([page.statusCode, page.headers.allow]).toEqual([405, 'GET, HEAD'])
})

test.each([
  ['/settlements?from=0000-01-01', '/querystring/from must be a day of the calendar, YYYY-MM-DD'],
  ['/jobs/urn:uuid:0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10', '/params/id must be a UUID'],
])('%s is refused for its value, not for its characters', async (url, detail) => {
  expect((await api.app.inject(url)).json().detail).toBe(detail)
})

test.each([
  [
    '/orders?limt=1',
    'limt',
    'buyer_id, product_id, status, created_from, created_to, limit, cursor',
  ],
  ['/settlements?merchant=a', 'merchant', 'merchant_id, from, to, limit, cursor'],
  ['/jobs/0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10/diff?page=2', 'page', 'against, limit, cursor'],
])('%s names the query parameters that there are', async (url, name, known) => {
  expect((await api.app.inject(url)).json().errors).toEqual([
    { path: `/querystring/${name}`, message: `is not known; use one of ${known}` },
  ])
})

test('an unknown field of a body is refused without a list', async () => {
  const payload = { product_id: 1, quantity: 1, buyer_id: 'u', discount: 1 }
  const refused = await api.app.inject({ method: 'POST', url: '/orders', payload })
  expect(refused.json().errors).toEqual([{ path: '/discount', message: 'is not known' }])
})

test.each([
  ['PUT', '/orders', 'GET, HEAD, POST'],
  ['DELETE', '/orders/1', 'GET, HEAD'],
  ['GET', '/jobs/settlement', 'POST'],
  ['POST', '/jobs/1', 'GET, HEAD'],
  ['GET', '/jobs/1/cancel', 'POST'],
  ['POST', '/health', 'GET, HEAD'],
  ['OPTIONS', '/orders', 'GET, HEAD, POST'],
  ['PROPFIND', '/orders', 'GET, HEAD, POST'],
] as const)('%s %s is not allowed: %s is', async (method, path, allow) => {
  const answer = await rawRequest(
    url,
    `${method} ${path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n`,
  )
  expect(answer).toMatch(/^HTTP\/1.1 405 /)
  expect(answer).toContain(`\r\nallow: ${allow}\r\n`)
  expect(answer).toContain('"code":"METHOD_NOT_ALLOWED"')
})

describe('what Node.js or the router cannot parse is answered with a problem', () => {
  const host = 'Host: test\r\nConnection: close\r\n'
  const post = `POST /orders HTTP/1.1\r\n${host}Content-Type: application/json\r\n`
  test.each([
    ['no HTTP', 'nonsense\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['an unknown method', `BREW / HTTP/1.1\r\n${host}\r\n`, 400, 'MALFORMED_REQUEST'],
    ['no Host', 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['a malformed URL', `GET /%zz HTTP/1.1\r\n${host}\r\n`, 400, 'MALFORMED_URL'],
    [
      'long headers',
      `GET / HTTP/1.1\r\n${host}A: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    [
      'two lengths',
      `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      400,
      'MALFORMED_REQUEST',
    ],
    ['an expectation', `${post}Expect: cake\r\nContent-Length: 2\r\n\r\n{}`, 400, 'VALIDATION'],
    [
      'two keys',
      `${post}Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 2\r\n\r\n{}`,
      400,
      'VALIDATION',
    ],
    [
      'a long chunked body',
      `${post}Transfer-Encoding: chunked\r\n\r\n11170\r\n${'x'.repeat(70_000)}\r\n0\r\n\r\n`,
      413,
      'BODY_TOO_LARGE',
    ],
  ])('%s', async (_, text, status, code) => {
    const answer = await rawRequest(url, text)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toMatch(/content-type: application\/problem\+json/i)
    expect(answer).toContain(`"code":"${code}"`)
  })
})

test('a body that is too long is drained, and the connection serves the next request', async () => {
  const head = 'POST /orders HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n'
  const body = `Content-Length: 100000\r\n\r\n${'x'.repeat(100_000)}`
  const next = 'GET /health HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n'

  const answers = await rawRequest(url, head + body + next)

  expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200'])
})

test('nonsense after a complete request does not replace its response', async () => {
  const answers = await rawRequest(
    url,
    'GET /orders HTTP/1.1\r\nHost: test\r\n\r\nnonsense\r\n\r\n',
  )
  expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200'])
  expect(answers).toContain('"next_cursor"')
})

test('a client that keeps sending after its response is disconnected', async () => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {})
  socket.write('POST /orders HTTP/1.1\r\nHost: test\r\nContent-Length: 9000000000\r\n\r\n')
  const dripping = setInterval(() => socket.write('x'), 100)
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1.1 413 /)
  await new Promise((resolve) => socket.once('close', resolve))
  clearInterval(dripping)
})

test('20 clients that send 2 MB all get a response, none a reset connection', async () => {
  const body = JSON.stringify('x'.repeat(2_000_000))
  const headers = { 'content-type': 'application/json' }
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => fetch(`${url}/orders`, { method: 'POST', headers, body })),
  )
  expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(413))
})

test('an unexpected error returns 500 with the request id and nothing of its cause', async () => {
  const product_id = await addProduct(api.db, 1)
  await sql`alter table orders rename column buyer_id to secret_column`.execute(api.db)
  const payload = { product_id, quantity: 1, buyer_id: 'u' }

  const answer = await api.app.inject({ method: 'POST', url: '/orders', payload })
  await sql`alter table orders rename column secret_column to buyer_id`.execute(api.db)

  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toEqual({
    type: '/problems/internal',
    title: 'Internal',
    status: 500,
    detail: 'Something went wrong on our side',
    instance: `/requests/${answer.headers['x-request-id']}`,
    code: 'INTERNAL',
  })
})

test('health is ok on a migrated database', async () => {
  const answer = await rawGet(url, '/health')
  expect(answer).toMatch(/^HTTP\/1.1 200 /)
  expect(answer).toContain('{"status":"ok","database":"ok","queue":"ok"}')
})
