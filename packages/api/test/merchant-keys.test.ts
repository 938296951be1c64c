import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import type { Scope } from '../src/access/scopes.ts'
import { startApp, type TestApp } from './start-app.ts'

const keys: Record<string, string> = {}

function entry(name: string, scopes: Scope[], merchant?: string) {
  const { key, hash } = makeKey()
  keys[name] = key
  return { name, hash, scopes, ...(merchant === undefined ? {} : { merchant }) }
}

const runId = '0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10'

let api: TestApp
beforeAll(async () => {
  api = await startApp({
    API_KEYS: JSON.stringify([
      entry('anna', ['merchants:write', 'merchants:read', 'settlements:read'], 'anna'),
      entry('anna-admin', ['admin'], 'anna'),
      entry('new', ['merchants:write', 'merchants:read'], 'new'),
      entry('reader', ['merchants:read']),
      entry('owner', ['admin']),
    ]),
  })
  for (const id of ['anna', 'annabel', 'bert']) await put('owner', id)
  await sql`insert into settlements
    select id, '2025-01-09', 100, 3, 97, 1, now(), ${runId} from merchants`.execute(api.db)
})
afterAll(() => api.stop())

function send(key: string, method: 'GET' | 'PUT' | 'POST', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${keys[key]}` }
  return api.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

function put(key: string, id: string, name = 'Shop') {
  return send(key, 'PUT', `/merchants/${id}`, { name })
}

async function listed(key: string, query = ''): Promise<string[]> {
  const answer = await send(key, 'GET', `/merchants${query}`)
  return answer.json().merchants.map(({ id }: { id: string }) => id)
}

describe.each(['anna', 'anna-admin'])('the key %s, bound to the merchant anna', (key) => {
  test('reads and lists its merchant, and another one is not found', async () => {
    expect((await send(key, 'GET', '/merchants/anna')).statusCode).toBe(200)
    for (const id of ['bert', 'annabel', 'nobody']) {
      const other = await send(key, 'GET', `/merchants/${id}`)
      expect([other.statusCode, other.json()]).toMatchObject([
        404,
        { code: 'MERCHANT_NOT_FOUND', detail: `There is no merchant ${id}` },
      ])
    }
    expect(await listed(key)).toEqual(['anna'])
    expect(await listed(key, '?q=ann')).toEqual(['anna'])
    expect(await listed(key, '?q=bert')).toEqual([])
    // A part of the names of all three.
    expect(await listed(key, '?q=o')).not.toContain('bert')
  })

  test('changes its merchant; another one is refused, whether it exists or not, and is not created', async () => {
    expect((await put(key, 'anna', `By ${key}`)).json().name).toBe(`By ${key}`)
    for (const id of ['bert', 'nobody']) {
      const other = await put(key, id, 'Mine')
      expect([other.statusCode, other.json()]).toMatchObject([
        403,
        { code: 'MERCHANT_KEY_REFUSED', detail: 'The API key is bound to merchant anna' },
      ])
    }
    expect((await send('owner', 'GET', '/merchants/bert')).json().name).toBe('Shop')
    expect((await send('owner', 'GET', '/merchants/nobody')).statusCode).toBe(404)
  })

  test('lists the settlements of its merchant only, also if it asks for others', async () => {
    const merchants = async (query: string) => {
      const answer = await send(key, 'GET', `/settlements${query}`)
      return answer.json().settlements.map((day: { merchant_id: string }) => day.merchant_id)
    }
    expect(await merchants('')).toEqual(['anna'])
    expect(await merchants('?merchant_id=anna')).toEqual(['anna'])
    expect(await merchants('?merchant_id=bert')).toEqual([])
  })
})

test('every route that covers all merchants refuses a bound key, even of an admin', async () => {
  const refusing = api.app.routes.filter(
    ({ options }) => options.config?.merchantKeys === 'refused',
  )
  expect(refusing.length).toBeGreaterThan(4)
  for (const { url, methods } of refusing) {
    const path = url.replaceAll(/:\w+/g, runId)
    for (const method of methods) {
      const answer = await send('anna-admin', method as 'GET', path)
      const code = method === 'HEAD' ? 'MERCHANT_KEY_REFUSED' : answer.json().code
      expect([answer.statusCode, code], `${method} ${url}`).toEqual([403, 'MERCHANT_KEY_REFUSED'])
    }
  }
})

test('a scope is needed all the same', async () => {
  expect((await put('reader', 'anna')).json().code).toBe('FORBIDDEN')
  expect((await send('anna', 'GET', `/jobs/${runId}/events`)).json().code).toBe(
    'MERCHANT_KEY_REFUSED',
  )
  expect((await send('new', 'GET', '/settlements')).json().code).toBe('FORBIDDEN')
})

test('a key may create the merchant that it is bound to, and the names of keys are kept', async () => {
  expect((await put('new', 'new')).statusCode).toBe(201)
  expect((await put('owner', 'new', 'Renamed')).statusCode).toBe(200)
  const { rows } = await sql`select created_by, updated_by from merchants where id = 'new'`.execute(
    api.db,
  )
  expect(rows).toEqual([{ created_by: 'new', updated_by: 'owner' }])
})

test('without a merchant a key sees all of them', async () => {
  expect(await listed('reader', '?q=ann')).toEqual(['anna', 'annabel'])
  expect(await listed('owner', '?limit=3')).toEqual(['anna', 'annabel', 'bert'])
})
