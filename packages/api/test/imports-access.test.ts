import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import type { Scope } from '../src/access/scopes.ts'
import { startApp, type TestApp } from './start-app.ts'

const keys: Record<string, string> = {}

function entry(name: string, scopes: Scope[], merchant?: string) {
  const { key, hash } = makeKey()
  keys[name] = key
  return { name, hash, scopes, ...(merchant === undefined ? {} : { merchant }) }
}

let api: TestApp
beforeAll(async () => {
  api = await startApp({
    API_KEYS: JSON.stringify([
      entry('importer', ['transactions:write']),
      entry('finance', ['settlements:write', 'settlements:read']),
      entry('merchant', ['transactions:write'], 'm1'),
    ]),
  })
})
afterAll(() => api.stop())

function send(key: string, id: string) {
  return api.app.inject({
    method: 'POST',
    url: '/transactions/import',
    headers: {
      authorization: `Bearer ${keys[key] ?? ''}`,
      'content-type': 'text/csv',
      'idempotency-key': 'one',
    },
    payload: `external_id,merchant_id,amount_cents,fee_cents,paid_at\n${id},m1,1,0,2025-01-31T23:59:59Z\n`,
  })
}

test('an import needs the scope transactions:write, and keeps the name of the key', async () => {
  expect((await send('nobody', 'a')).statusCode).toBe(401)
  const refused = await send('finance', 'a')
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'FORBIDDEN'])
  const { import_id } = (await send('importer', 'a')).json()
  const stored = await api.db.selectFrom('imports').select(['id', 'created_by']).execute()
  expect(stored).toEqual([{ id: import_id, created_by: 'importer' }])
})

test('a key of one merchant is refused: a file decides what merchants are owed', async () => {
  const answer = await send('merchant', 'b')
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'MERCHANT_KEY_REFUSED'])
})

test.each([
  '/imports',
  '/imports/0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10',
  '/imports/0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10/rejects',
])('%s needs the scope settlements:read', async (url) => {
  const ask = async (key: string) => {
    const headers = { authorization: `Bearer ${keys[key]}` }
    return (await api.app.inject({ url, headers })).statusCode
  }
  expect(await ask('importer')).toBe(403)
  expect(await ask('merchant')).toBe(403)
  expect(await ask('finance')).toBe(url === '/imports' ? 200 : 404)
})
