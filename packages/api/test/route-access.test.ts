import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

const settings = { API_KEYS: '[]', CORS_ORIGINS: 'https://shop.example' }

let api: TestApp
beforeAll(async () => {
  api = await startApp(settings)
  await api.app.ready()
})
afterAll(() => api.stop())

/** A URL of the route, with parameters filled in. */
function example(url: string): string {
  return url.replaceAll(/:\w+/g, '0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10').replace('*', 'a.css')
}

test('every route has a scope or is public, never both', () => {
  expect(api.app.routes.length).toBeGreaterThan(40)
  for (const { url, methods, options } of api.app.routes) {
    const { scope, public: isPublic } = options.config ?? {}
    expect([scope !== undefined, isPublic === true].sort(), `${methods} ${url}`).toEqual([
      false,
      true,
    ])
  }
})

test('without a key every route with a scope answers 401, and no public one does', async () => {
  for (const { url, methods, options } of api.app.routes) {
    for (const method of methods) {
      // Inject knows no others.
      if (!/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method) || url === '*') continue
      const { statusCode } = await api.app.inject({ method: method as 'GET', url: example(url) })
      const expected = options.config?.scope ? 401 : expect.not.toBeOneOf([401, 403])
      expect(statusCode, `${method} ${url}`).toEqual(expected)
    }
  }
})

test('only probes, documentation, problems and the console are public', () => {
  // Of every path, the route for the methods that it does not have is public too: it answers 405.
  const open = api.app.routes.filter(
    ({ options, methods }) => options.config?.public && !methods.includes('TRACE'),
  )
  const paths = new Set(open.map(({ url }) => url).filter((url) => !url.startsWith('/docs/')))
  expect([...paths].sort()).toEqual([
    '*',
    '/',
    '/console',
    '/console/*',
    '/docs',
    '/health',
    '/health/live',
    '/health/ready',
    '/openapi.json',
    '/problems',
    '/problems/:code',
    '/session',
  ])
})

test('every route with a scope says how keys of one merchant are treated, and no public one does', () => {
  for (const { url, methods, options } of api.app.routes) {
    const { scope, merchantKeys } = options.config ?? {}
    const expected = scope === undefined ? undefined : expect.toBeOneOf(['limited', 'refused'])
    expect(merchantKeys, `${methods} ${url}`).toEqual(expected)
  }
})

test.each([
  ['a scope without it', { scope: 'orders:read' } as const],
  ['it without a scope', { public: true, merchantKeys: 'limited' } as const],
])('merchantKeys: a route with %s stops the start, and the error names it', async (_, config) => {
  const other = await startApp(settings)
  other.app.get('/secret/:id', { config }, () => 'secret')
  await expect(other.app.ready()).rejects.toThrow(
    'route GET /secret/:id must have config.merchantKeys with config.scope',
  )
  await other.stop()
})

test.each([
  ['neither a scope nor public', undefined],
  ['both', { scope: 'orders:read', public: true } as const],
])('a route with %s stops the start, and the error names it', async (_, config) => {
  const other = await startApp(settings)
  other.app.get('/secret/:id', config ? { config } : {}, () => 'secret')
  await expect(other.app.ready()).rejects.toThrow(
    'route GET /secret/:id must have either config.scope or config.public',
  )
  await other.stop()
})
