import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

interface Operation {
  parameters?: { in: string; name: string; schema?: object }[]
}

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

async function get(url: string): Promise<string> {
  return (await api.app.inject({ url })).body
}

test('/docs has the name and the icon of the product, not those of its libraries', async () => {
  const page = await get('/docs/')
  expect(page).toContain('<title>Order settlement</title>')
  expect(
    [...page.matchAll(/<link rel="icon"[^>]*href="([^"]+)"/g)].map(([, href]) => href),
  ).toEqual(['./static/theme/icon.svg'])
  const script = await get('/docs/static/swagger-initializer.js')
  const [, logo = ''] = /data:image\/svg\+xml;base64,([\w+/=]+)/.exec(script) ?? []
  expect(Buffer.from(logo, 'base64').toString()).toMatch(/<text[^>]*>Order settlement<\/text>/)
})

test('/docs reads and links to /openapi.json, and offers no other document', async () => {
  const script = await get('/docs/static/swagger-initializer.js')
  expect(script).toContain('"urls":[{"url":"/openapi.json","name":"Order settlement"}]')
  expect(await get('/docs/')).toContain('href="./static/theme/docs.css"')
  expect(await get('/docs/static/theme/docs.css')).toContain('.download-url-wrapper')
})

test('"try it out" sends an Idempotency-Key only if one was typed', async () => {
  const { paths }: { paths: Record<string, Record<string, Operation>> } = JSON.parse(
    await get('/openapi.json'),
  )
  const keys = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ parameters = [] }) => parameters)
    .filter(({ name }) => name === 'idempotency-key')
  expect(keys.length).toBeGreaterThan(1)
  for (const key of keys) {
    for (const filled of ['example', 'examples', 'default']) {
      expect(key).not.toHaveProperty(filled)
      expect(key.schema).not.toHaveProperty(filled)
    }
  }
})
