import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

interface Operation {
  operationId: string
  summary: string
  tags: string[]
  security?: { key?: string[] }[]
  responses: Record<string, { description: string; content?: Record<string, Media> }>
}
interface Media {
  schema: { $ref?: string; examples?: unknown[]; allOf?: Part[] }
  example?: unknown
}

interface Part {
  $ref?: string
  anyOf?: Part[]
}

let api: TestApp
let document: {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, { examples?: unknown[] }> }
}
beforeAll(async () => {
  api = await startApp()
  document = (await api.app.inject({ url: '/openapi.json' })).json()
})
afterAll(() => api.stop())

function operations(): [name: string, Operation][] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  )
}

test('the document is OpenAPI 3.1 and has every route and no other', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(operations().map(([name]) => name)).toEqual([
    'GET /health',
    'GET /health/ready',
    'GET /health/live',
    'GET /metrics',
    'GET /problems',
    'GET /problems/{code}',
    'PUT /merchants/{id}',
    'GET /merchants/{id}',
    'GET /merchants',
    'POST /products',
    'GET /products',
    'PATCH /products/{id}',
    'GET /products/{id}',
    'POST /products/{id}/stock',
    'GET /products/{id}/stock-movements',
    'POST /orders',
    'GET /orders',
    'GET /orders/{id}',
    'POST /orders/{id}/confirm',
    'POST /orders/{id}/cancel',
    'POST /orders/{id}/refunds',
    'GET /orders/{id}/refunds',
    'POST /transactions/import',
    'GET /imports',
    'GET /imports/{id}',
    'GET /imports/{id}/rejects',
    'GET /products/{id}/sales',
    'GET /transactions',
    'POST /jobs/settlement',
    'GET /settlements',
    'GET /jobs/{id}/diff',
    'POST /periods/close',
    'POST /periods/reopen',
    'GET /periods',
    'GET /archives',
    'GET /settlements/days',
    'GET /settlements/{merchant_id}/{date}',
    'GET /settlements/{merchant_id}/{date}/changes',
    'GET /merchants/{id}/statement',
    'GET /jobs',
    'GET /jobs/{id}',
    'GET /jobs/{id}/events',
    'POST /jobs/{id}/retry',
    'POST /jobs/{id}/cancel',
    'POST /jobs/{id}/download-url',
    'GET /downloads/{name}',
    'GET /activity',
    'GET /session',
    'POST /session',
    'DELETE /session',
    'GET /',
  ])
})

test('every operation has an id, a summary, a tag and an example of each response', () => {
  const names = new Set(operations().map(([, { operationId }]) => operationId))
  expect(names.size).toBe(operations().length)
  for (const [name, { summary, tags, responses }] of operations()) {
    expect([summary, tags], name).toEqual([expect.stringMatching(/^[A-Z]/), [expect.any(String)]])
    for (const [status, { content = {} }] of Object.entries(responses)) {
      for (const { schema, example } of Object.values(content)) {
        const named = document.components.schemas[schema.$ref?.split('/').at(-1) ?? '']
        expect(example ?? (named ?? schema).examples?.[0], `${name} ${status}`).toBeTruthy()
      }
    }
  }
})

test('every error response is a problem document that lists its codes', () => {
  for (const [name, { responses }] of operations()) {
    for (const [status, { content }] of Object.entries(responses)) {
      if (Number(status) < 400 || (status === '503' && name.startsWith('GET /health'))) continue
      const { allOf } = content?.['application/problem+json']?.schema ?? {}
      expect(allOf, `${name} ${status}`).toHaveLength(2)
      const [problem, own] = allOf ?? []
      expect(problem).toEqual({ $ref: '#/components/schemas/Problem' })
      for (const variant of own?.anyOf ?? [own]) {
        expect(variant, `${name} ${status}`).toMatchObject({
          required: expect.arrayContaining(['code']),
          properties: {
            code: { enum: expect.arrayContaining([expect.stringMatching(/^[A-Z_]+$/)]) },
          },
        })
      }
    }
  }
})

test('every operation but the public ones needs a key with a scope', () => {
  const open = operations().filter(([, { security }]) => !security?.length)
  expect(open.map(([name]) => name)).toEqual([
    'GET /health',
    'GET /health/ready',
    'GET /health/live',
    'GET /problems',
    'GET /problems/{code}',
    'GET /session',
    'POST /session',
    'DELETE /session',
    'GET /',
  ])
  for (const [name, { security, responses }] of operations()) {
    if (!security?.length) continue
    const { key } = security[0] ?? {}
    expect(key, name).toEqual([expect.stringMatching(/^\w+:(read|write|refund|close)$/)])
    // A signed URL needs no key.
    expect(security.slice(1), name).toEqual(name === 'GET /downloads/{name}' ? [{}] : [])
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403']))
  }
})

test('/docs loads nothing from another host', async () => {
  const page = await api.app.inject({ url: '/docs/' })
  expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path)
  expect(assets.length).toBeGreaterThan(2)
  for (const path of assets) {
    expect(path).not.toMatch(/^(https?:)?\/\//)
    const { pathname } = new URL(path, 'http://test/docs/')
    expect((await api.app.inject({ url: pathname })).statusCode, pathname).toBe(200)
  }
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
})
