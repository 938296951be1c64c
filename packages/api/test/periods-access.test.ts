import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import type { Scope } from '../src/access/scopes.ts'
import { startApp, type TestApp } from './start-app.ts'

const keys: Record<string, string> = {}
function entry(name: string, scopes: Scope[]) {
  const { key, hash } = makeKey()
  keys[name] = key
  return { name, hash, scopes }
}

let api: TestApp
beforeAll(async () => {
  const API_KEYS = JSON.stringify([
    entry('bookkeeper', ['settlements:write', 'settlements:read']),
    entry('controller', ['settlements:close']),
  ])
  api = await startApp({ API_KEYS })
})
afterAll(() => api.stop())

function ask(key: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${keys[key]}` }
  return api.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

test('only settlements:close closes and reopens, and the journal has the name of the key', async () => {
  const closing = { through: '2025-01-31' }
  const reopening = { through: null, reason: 'a late file' }
  for (const [url, body] of [
    ['/periods/close', closing],
    ['/periods/reopen', reopening],
  ] as const) {
    const refused = await ask('bookkeeper', 'POST', url, body)
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'FORBIDDEN'])
    expect(refused.headers['www-authenticate']).toContain('scope="settlements:close"')
    const made = await ask('controller', 'POST', url, body)
    expect([made.statusCode, made.json().created_by]).toEqual([201, 'controller'])
  }
  expect((await ask('controller', 'GET', '/periods')).statusCode).toBe(403)
  expect((await ask('bookkeeper', 'GET', '/periods')).json().changes).toHaveLength(2)
})
