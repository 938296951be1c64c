import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

function get(url: string, accept?: string) {
  return api.app.inject({ url, headers: accept ? { accept } : {} })
}

test('/ leads a browser to the console, and answers everybody else in JSON', async () => {
  const page = await get('/', browser)
  expect([page.statusCode, page.headers.location]).toEqual([302, '/console/'])
  for (const accept of [undefined, '*/*', 'application/json']) {
    const { statusCode, headers, body } = await get('/', accept)
    expect([statusCode, headers.vary]).toEqual([200, 'Accept'])
    expect(JSON.parse(body).links).toMatchObject({ console: '/console/', documentation: '/docs' })
  }
})

test('every link of / leads somewhere', async () => {
  const { links } = (await get('/')).json<{ links: Record<string, string> }>()
  expect(Object.keys(links).length).toBeGreaterThan(3)
  for (const link of Object.values(links)) expect((await get(link)).statusCode, link).toBe(200)
})

test('pages run scripts and have styles of this service only, and are not framed', async () => {
  const { statusCode, headers } = await get('/console/')
  expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  )
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  })
})

test('assets are cached for a year, pages are asked for again', async () => {
  const { body, headers } = await get('/console/')
  const assets = [...body.matchAll(/(?:src|href)="(\/console\/assets\/[^"]+)"/g)]
  expect(assets.length).toBeGreaterThan(1)
  for (const [, asset = ''] of assets) {
    expect((await get(asset)).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  }
  const again = await api.app.inject({
    url: '/console/',
    headers: { 'if-none-match': headers.etag ?? '' },
  })
  expect(again.statusCode).toBe(304)
})

test.each([
  ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
])(
  'pages and assets are sent compressed with %s to those who take it',
  async (name, accepted, unpack) => {
    const { body, headers } = await get('/console/')
    const [, script = ''] = /src="([^"]+\.js)"/.exec(body) ?? []
    for (const url of ['/console/', '/console/products', script]) {
      const plain = await get(url)
      const packed = await api.app.inject({ url, headers: { 'accept-encoding': accepted } })
      expect(packed.headers).toMatchObject({
        'content-encoding': name,
        'content-type': plain.headers['content-type'],
        'cache-control': plain.headers['cache-control'],
        'content-security-policy': headers['content-security-policy'],
      })
      expect(String(packed.headers.vary).toLowerCase()).toContain('accept-encoding')
      expect(unpack(packed.rawPayload).toString()).toBe(plain.body)
      expect(plain.headers['content-encoding']).toBeUndefined()
    }
  },
)

test('a path below /console is a page, an unknown asset is 404, other methods are 404', async () => {
  const page = await get('/console/products/1')
  expect([page.statusCode, page.body]).toEqual([200, (await get('/console/')).body])
  expect((await get('/console')).headers.location).toBe('/console/')
  const asset = await get('/console/assets/gone.js')
  expect([asset.statusCode, asset.json().code]).toEqual([404, 'ROUTE_NOT_FOUND'])
  const post = await api.app.inject({ method: 'POST', url: '/console/products' })
  expect(post.statusCode).toBe(404)
})

test.each([
  '/console/../package.json',
  '/console/%2e%2e/package.json',
  '/console/..%2fpackage.json',
])('%s is not a file of the package', async (url) => {
  expect((await get(url)).body).not.toContain('"dependencies"')
})
