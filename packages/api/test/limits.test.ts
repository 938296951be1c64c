import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import { rawRequest } from './raw-request.ts'
import { addProduct, openApp, startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

/** Starts another api on the same database with other settings, until the scope ends. */
async function openWith(env: Record<string, string>) {
  const { app, stop } = await openApp(api.url, api.directory, { env })
  return { app, [Symbol.asyncDispose]: stop }
}

describe('RATE_LIMIT', () => {
  test('10 a minute: the eleventh request is 429 with Retry-After, and changes nothing', async () => {
    await using limited = await openWith({ RATE_LIMIT: '10' })
    const product_id = await addProduct(api.db, 20)
    const payload = { product_id, quantity: 1, buyer_id: 'u' }
    const order = () => limited.app.inject({ method: 'POST', url: '/orders', payload })

    const taken = []
    for (let n = 0; n < 10; n += 1) taken.push(await order())
    const refused = await order()

    expect(taken.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(201))
    expect(taken[0]?.headers).toMatchObject({
      'ratelimit-limit': '10',
      'ratelimit-remaining': '9',
      'ratelimit-reset': '60',
    })
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['content-type']).toMatch('application/problem+json')
    expect(refused.json()).toMatchObject({ code: 'RATE_LIMITED', status: 429 })
    const seconds = Number(refused.headers['retry-after'])
    expect(seconds).toBeGreaterThan(50)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(refused.headers['ratelimit-remaining']).toBe('0')
    const sold = api.db.selectFrom('orders').where('product_id', '=', String(product_id))
    expect(await sold.select('id').execute()).toHaveLength(10)
  })

  test('all paths and methods share one limit; health and metrics have none', async () => {
    await using limited = await openWith({ RATE_LIMIT: '3' })
    const ask = async (url: string, method: 'GET' | 'PUT' = 'GET') =>
      (await limited.app.inject({ url, method })).statusCode
    for (let n = 0; n < 10; n += 1) expect(await ask('/health')).toBe(200)
    expect(await ask('/orders')).toBe(200)
    expect(await ask('/nope')).toBe(404)
    expect(await ask('/orders', 'PUT')).toBe(405)
    expect(await ask('/orders')).toBe(429)
    expect(await ask('/nope')).toBe(429)
    expect(await ask('/orders', 'PUT')).toBe(429)
    expect(await ask('/healthy')).toBe(429)
    expect(await ask('/health')).toBe(200)
  })

  test('a URL that the router cannot parse counts, and is refused over the limit', async () => {
    await using limited = await openWith({ RATE_LIMIT: '3' })
    const ask = async (url: string) => {
      const { statusCode, headers } = await limited.app.inject(url)
      return [statusCode, headers['ratelimit-remaining']]
    }
    expect(await ask('/%zz')).toEqual([400, '2'])
    expect(await ask('/orders')).toEqual([200, '1'])
    expect(await ask('/%zz')).toEqual([400, '0'])
    expect(await ask('/orders')).toEqual([429, '0'])
    const refused = await limited.app.inject('/%zz')
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'RATE_LIMITED'])
    expect(refused.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'retry-after': '60',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.any(String),
    })
  })

  test('a URL that the router cannot parse counts for its key', async () => {
    const { key, hash } = makeKey()
    const API_KEYS = JSON.stringify([{ name: 'a', hash, scopes: ['admin'] }])
    await using limited = await openWith({ RATE_LIMIT: '1', API_KEYS })
    const headers = { authorization: `Bearer ${key}` }
    expect((await limited.app.inject({ url: '/%zz', headers })).statusCode).toBe(400)
    expect((await limited.app.inject({ url: '/orders', headers })).statusCode).toBe(429)
    expect((await limited.app.inject('/%zz')).statusCode).toBe(400)
  })

  test('unset: 300 requests pass, without rate limit headers', async () => {
    const answers = await Promise.all(Array.from({ length: 300 }, () => api.app.inject('/nope')))
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([404]))
    expect(answers[0]?.headers).not.toHaveProperty('ratelimit-limit')
  })

  test.each([
    ['of two addresses', '10.1.1.1', '10.1.1.2', 200],
    ['of two IPv6 networks', '2001:db8:0:1::1', '2001:db8:0:2::1', 200],
    ['in one IPv6 /64', '2001:db8:0:1::1', '2001:db8:0:1:ffff::2', 429],
    ['of one address, written in two ways', '10.1.1.1', '::ffff:10.1.1.1', 429],
  ])(
    'RATE_LIMIT=1 and two callers %s, %s and %s: the second gets %i',
    async (_, first, second, status) => {
      await using limited = await openWith({ RATE_LIMIT: '1' })
      const ask = (remoteAddress: string) => limited.app.inject({ url: '/orders', remoteAddress })
      expect((await ask(first)).statusCode).toBe(200)
      expect((await ask(second)).statusCode).toBe(status)
    },
  )
})

describe('TRUSTED_PROXIES', () => {
  const ask = (
    { app }: Pick<TestApp, 'app'>,
    remoteAddress: string,
    forwarded: string,
  ): Promise<{ statusCode: number }> =>
    app.inject({ url: '/orders', remoteAddress, headers: { 'x-forwarded-for': forwarded } })

  test('unset, a forged X-Forwarded-For does not escape the limit', async () => {
    await using limited = await openWith({ RATE_LIMIT: '1' })
    expect((await ask(limited, '127.0.0.1', '1.1.1.1')).statusCode).toBe(200)
    expect((await ask(limited, '127.0.0.1', '1.1.1.2')).statusCode).toBe(429)
  })

  test('the client of a trusted proxy is its last address; forged ones before it do not count', async () => {
    await using limited = await openWith({
      RATE_LIMIT: '1',
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/8',
    })
    expect((await ask(limited, '10.0.0.1', '1.1.1.1')).statusCode).toBe(200)
    expect((await ask(limited, '10.0.0.2', '1.1.1.2, 127.0.0.1')).statusCode).toBe(200)
    expect((await ask(limited, '10.0.0.1', '6.6.6.6, 1.1.1.1')).statusCode).toBe(429)
    expect((await ask(limited, '11.0.0.1', '7.7.7.7')).statusCode).toBe(200)
    expect((await ask(limited, '11.0.0.1', '7.7.7.8')).statusCode).toBe(429)
  })

  test.each([
    ['1.1.1.1:50000', '1.1.1.1:50001', '1.1.1.2:50000'],
    ['[2001:db8::1]:50000', '[2001:db8::1]:50001', '[2001:db8:0:1::1]:50000'],
  ])('%s and %s are one client, %s another', async (first, again, other) => {
    await using limited = await openWith({ RATE_LIMIT: '1', TRUSTED_PROXIES: '10.0.0.1' })
    expect((await ask(limited, '10.0.0.1', first)).statusCode).toBe(200)
    expect((await ask(limited, '10.0.0.1', again)).statusCode).toBe(429)
    expect((await ask(limited, '10.0.0.1', other)).statusCode).toBe(200)
  })

  test('a proxy that forwards an invalid address is limited itself', async () => {
    await using limited = await openWith({ RATE_LIMIT: '1', TRUSTED_PROXIES: '10.0.0.1' })
    expect((await ask(limited, '10.0.0.1', 'x')).statusCode).toBe(200)
    expect((await ask(limited, '10.0.0.1', 'y')).statusCode).toBe(429)
  })
})

describe('security headers', () => {
  const expected = {
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  }

  test.each([
    ['an answer', '/health', 200],
    ['a refusal', '/orders/1', 400],
    ['no route', '/nope', 404],
    ['a URL that no route can read', '/%zz', 400],
  ])('%s has them', async (_, url, status) => {
    const answer = await api.app.inject(url)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers).toMatchObject(expected)
    expect(answer.headers).not.toHaveProperty('strict-transport-security')
  })

  test('the response to invalid HTTP has them', async () => {
    await using other = await openWith({})
    const url = await other.app.listen({ host: '127.0.0.1', port: 0 })
    const answer = await rawRequest(url, 'nonsense\r\n\r\n')
    for (const [name, value] of Object.entries(expected))
      expect(answer).toContain(`\r\n${name}: ${value}\r\n`)
  })
})

describe('CORS_ORIGINS', () => {
  const shop = 'https://shop.example'
  const preflight = {
    origin: shop,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,idempotency-key',
  }

  test('unset: no response has a CORS header, and a preflight is refused', async () => {
    const refused = await api.app.inject({ method: 'OPTIONS', url: '/orders', headers: preflight })
    const answer = await api.app.inject({ url: '/orders', headers: { origin: shop } })
    expect(refused.statusCode).toBe(405)
    for (const { headers } of [refused, answer])
      expect(Object.keys(headers).filter((name) => /^(access-control|vary)/.test(name))).toEqual([])
  })

  test('a page of a listed origin may send a preflight, place an order, and read the headers', async () => {
    await using open = await openWith({ CORS_ORIGINS: `http://localhost:3000, ${shop}` })
    const first = await open.app.inject({ method: 'OPTIONS', url: '/orders', headers: preflight })
    const answer = await open.app.inject({ url: '/orders/1', headers: { origin: shop } })

    expect(first.statusCode).toBe(204)
    expect(first.headers).toMatchObject({
      'access-control-allow-origin': shop,
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers':
        'Content-Type, Idempotency-Key, Authorization, Last-Event-ID, If-Match, If-None-Match',
      vary: 'Origin',
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': shop,
      'access-control-expose-headers': expect.stringMatching(
        /Location, Retry-After, Idempotent-Replayed, X-Request-Id, ETag/,
      ),
      vary: 'Origin',
    })
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials')
  })

  test('a page of another origin may not, and Vary keeps cached responses apart', async () => {
    await using open = await openWith({ CORS_ORIGINS: shop })
    const foreign = { ...preflight, origin: 'https://evil.example' }
    const first = await open.app.inject({ method: 'OPTIONS', url: '/orders', headers: foreign })
    const answer = await open.app.inject({ url: '/orders', headers: { origin: foreign.origin } })
    const plain = await open.app.inject('/orders')
    for (const { headers } of [first, answer, plain]) {
      expect(headers).not.toHaveProperty('access-control-allow-origin')
      expect(headers.vary).toBe('Origin')
    }
  })

  test('an OPTIONS without preflight headers is refused, and the page can read a 429', async () => {
    await using open = await openWith({ CORS_ORIGINS: shop, RATE_LIMIT: '1' })
    const options = await open.app.inject({ method: 'OPTIONS', url: '/orders' })
    expect([options.statusCode, options.headers.allow]).toEqual([405, 'GET, HEAD, POST'])
    const refused = await open.app.inject({ url: '/orders', headers: { origin: shop } })
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['access-control-allow-origin']).toBe(shop)
    const first = await open.app.inject({ method: 'OPTIONS', url: '/orders', headers: preflight })
    expect(first.statusCode).toBe(204)
    const nowhere = await open.app.inject({ method: 'OPTIONS', url: '/nope' })
    expect(nowhere.statusCode).toBe(429)
  })
})
