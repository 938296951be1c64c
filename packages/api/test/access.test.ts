import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import type { Scope } from '../src/access/scopes.ts'
import { addProduct, openApp, startApp, type TestApp } from './start-app.ts'

const keys: Record<string, string> = {}

/** Creates a configured key and stores it in `keys`. */
function entry(name: string, scopes: Scope[], more: { alias?: string; expires_at?: string } = {}) {
  const { alias = name, ...rest } = more
  const { key, hash } = makeKey()
  keys[alias] = key
  return { name, hash, scopes, ...rest }
}

let api: TestApp
let productId: number
beforeAll(async () => {
  const API_KEYS = JSON.stringify([
    entry('shop', ['orders:write', 'orders:read']),
    entry('shop', ['orders:write', 'orders:read'], { alias: 'shop, the next' }),
    entry('tickets', ['orders:write', 'orders:read', 'settlements:write']),
    entry('finance', ['settlements:write', 'settlements:read']),
    entry('prometheus', ['metrics:read']),
    entry('owner', ['admin']),
    entry('gone', ['admin'], { expires_at: '2026-01-01T00:00:00Z' }),
    entry('leap', ['admin'], { expires_at: '2016-12-31T23:59:60Z' }),
    entry('guest', ['admin'], { expires_at: '2999-01-01T00:00:00+02:00' }),
  ])
  api = await startApp({ API_KEYS, RATE_LIMIT: '0' })
  productId = await addProduct(api.db, 1_000)
})
afterAll(() => api.stop())

interface Asked {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  key?: string
  body?: object
  idempotencyKey?: string
}

function ask(url: string, { method = 'GET', key, body, idempotencyKey }: Asked = {}) {
  return api.app.inject({
    method,
    url,
    headers: {
      ...(key ? { authorization: `Bearer ${keys[key] ?? key}` } : {}),
      ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
    },
    ...(body ? { payload: body } : {}),
  })
}

function order(key: string, buyer: string, idempotencyKey?: string) {
  const body = { product_id: productId, quantity: 1, buyer_id: buyer }
  return ask('/orders', {
    method: 'POST',
    key,
    body,
    ...(idempotencyKey ? { idempotencyKey } : {}),
  })
}

const id = '0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10'
const routes: [method: 'GET' | 'POST' | 'PUT', url: string, scope: string][] = [
  ['POST', '/orders', 'orders:write'],
  ['GET', '/orders', 'orders:read'],
  ['GET', `/orders/${id}`, 'orders:read'],
  ['POST', `/orders/${id}/confirm`, 'orders:write'],
  ['POST', `/orders/${id}/cancel`, 'orders:write'],
  ['POST', `/orders/${id}/refunds`, 'orders:refund'],
  ['GET', `/orders/${id}/refunds`, 'orders:read'],
  ['POST', '/jobs/settlement', 'settlements:write'],
  ['GET', '/jobs', 'settlements:read'],
  ['GET', `/jobs/${id}`, 'settlements:read'],
  ['GET', `/jobs/${id}/events`, 'settlements:read'],
  ['GET', `/jobs/${id}/diff`, 'settlements:read'],
  ['POST', `/jobs/${id}/retry`, 'settlements:write'],
  ['POST', `/jobs/${id}/cancel`, 'settlements:write'],
  ['POST', `/jobs/${id}/download-url`, 'settlements:read'],
  ['GET', '/settlements', 'settlements:read'],
  ['GET', `/downloads/${id}.csv`, 'settlements:read'],
  ['GET', '/merchants', 'merchants:read'],
  ['GET', '/merchants/shop', 'merchants:read'],
  ['PUT', '/merchants/shop', 'merchants:write'],
  ['GET', '/metrics', 'metrics:read'],
]

const holders: Record<string, string[]> = {
  shop: ['orders:write', 'orders:read'],
  finance: ['settlements:write', 'settlements:read'],
  prometheus: ['metrics:read'],
}

describe.each(routes)('%s %s', (method, url, scope) => {
  test('without a valid key, or with an expired one: 401 with a challenge', async () => {
    const none = await ask(url, { method })
    expect([none.statusCode, none.json().code]).toEqual([401, 'UNAUTHENTICATED'])
    expect(none.headers['www-authenticate']).toBe('Bearer realm="order-settlement"')
    for (const key of [makeKey().key, 'gone', 'leap', `${keys.owner}x`]) {
      const wrong = await ask(url, { method, key })
      expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'UNAUTHENTICATED'])
      expect(wrong.headers['www-authenticate']).toBe(
        'Bearer realm="order-settlement", error="invalid_token"',
      )
    }
  })

  test.each(Object.keys(holders))(
    'with the key %s: 403 unless its scopes allow it',
    async (key) => {
      const answer = await ask(url, { method, key })
      if (holders[key]?.includes(scope)) {
        expect([401, 403]).not.toContain(answer.statusCode)
      } else {
        expect([answer.statusCode, answer.json().code]).toEqual([403, 'FORBIDDEN'])
        expect(answer.headers['www-authenticate']).toBe(
          `Bearer realm="order-settlement", error="insufficient_scope", scope="${scope}"`,
        )
      }
    },
  )

  test('admin is allowed, also with a key that expires later', async () => {
    for (const key of ['owner', 'guest']) {
      expect([401, 403]).not.toContain((await ask(url, { method, key })).statusCode)
    }
  })
})

test('HEAD needs the scope of GET', async () => {
  expect((await api.app.inject({ method: 'HEAD', url: '/orders' })).statusCode).toBe(401)
  expect((await api.app.inject({ method: 'HEAD', url: `/downloads/${id}.csv` })).statusCode).toBe(
    401,
  )
})

test('health and documentation need no key', async () => {
  for (const url of ['/health', '/health/live', '/health/ready', '/openapi.json', '/docs/']) {
    expect((await ask(url)).statusCode, url).toBe(200)
  }
})

test('refused requests change nothing', async () => {
  const before = await sql`select count(*) from orders`.execute(api.db)
  await order('finance', 'ann')
  await order('nobody', 'ann')
  expect(await sql`select count(*) from orders`.execute(api.db)).toEqual(before)
})

test('2 callers use the same idempotency key: 2 orders', async () => {
  const [mine, theirs] = [
    await order('shop', 'ann', 'cart-1'),
    await order('tickets', 'ann', 'cart-1'),
  ]
  expect([mine.statusCode, theirs.statusCode]).toEqual([201, 201])
  expect(mine.json().id).not.toBe(theirs.json().id)
  // A key that replaces another one of the same name keeps its idempotency scope.
  const again = await order('shop, the next', 'ann', 'cart-1')
  expect(again.json()).toEqual(mine.json())
  expect(again.headers['idempotent-replayed']).toBe('true')
})

test('an idempotency key of 255 characters fits with the longest key name', async () => {
  const answer = await order('shop', 'ann', 'k'.repeat(255))
  expect(answer.statusCode).toBe(201)
})

test('2 callers use the same idempotency key for a settlement: neither is a replay of the other', async () => {
  const start = (key: string, to: string) =>
    ask('/jobs/settlement', {
      method: 'POST',
      key,
      body: { from: '2025-01-01', to },
      idempotencyKey: 'night-1',
    })
  const [mine, theirs] = [
    await start('finance', '2025-01-02'),
    await start('tickets', '2025-01-03'),
  ]
  expect([mine.statusCode, theirs.statusCode]).toEqual([202, 202])
  expect(mine.json().job_id).not.toBe(theirs.json().job_id)
})

test('a caller sees only its own orders, also of a buyer id that 2 callers use; admin sees all', async () => {
  const mine = (await order('shop', 'eve')).json()
  const theirs = (await order('tickets', 'eve')).json()
  const list = async (key: string) =>
    (await ask('/orders?buyer_id=eve', { key })).json().orders.map((it: { id: string }) => it.id)
  expect(await list('shop')).toEqual([mine.id])
  expect(await list('tickets')).toEqual([theirs.id])
  expect(await list('owner')).toEqual([theirs.id, mine.id])

  const read = async (key: string) => (await ask(`/orders/${theirs.id}`, { key })).statusCode
  expect([await read('tickets'), await read('shop'), await read('owner')]).toEqual([200, 404, 200])
})

describe('a signed URL', () => {
  const csv = 'merchant_id,date\nmerchant_0001,2025-01-01\n'
  let jobId: string
  let path: string
  beforeAll(async () => {
    const { rows } = await sql<{ id: string }>`
      insert into jobs (status, from_date, to_date, timezone, range_start, range_end, finished_at, proof)
      values ('COMPLETED', '2025-01-01', '2025-01-01', 'UTC', '2025-01-01', '2025-01-02', now(), '{}')
      returning id`.execute(api.db)
    jobId = rows[0]?.id ?? ''
    path = `/downloads/${jobId}.csv`
    await writeFile(join(api.directory, `${jobId}.csv`), csv)
  })

  async function makeUrl(lifetime = 60): Promise<string> {
    const answer = await ask(`/jobs/${jobId}/download-url`, {
      method: 'POST',
      key: 'finance',
      body: { lifetime },
    })
    expect(answer.statusCode).toBe(201)
    return answer.json().url
  }

  test('downloads the file without a key, from any api process', async () => {
    const url = await makeUrl()
    expect((await ask(path)).statusCode).toBe(401)
    const answer = await ask(url)
    expect([answer.statusCode, answer.body]).toEqual([200, csv])

    const other = await openApp(api.url, api.directory, {
      env: { API_KEYS: JSON.stringify([entry('other', ['admin'])]) },
    })
    expect((await other.app.inject(url)).body).toBe(csv)
    await other.stop()
  })

  test('that was altered in any part is refused: 403', async () => {
    const url = new URL(await makeUrl(), 'http://test')
    const signature = url.searchParams.get('signature') ?? ''
    const expires = Number(url.searchParams.get('expires'))
    const changed = [
      `${path}?expires=${expires + 1}&signature=${signature}`,
      `${path}?signature=${signature}`,
      `${path}?expires=${expires}&signature=`,
      `${path}?expires=${expires}&signature=${signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))}`,
      `/downloads/${id}.csv?expires=${expires}&signature=${signature}`,
    ]
    for (const it of changed) {
      const answer = await ask(it)
      expect([answer.statusCode, answer.json().code], it).toEqual([403, 'DOWNLOAD_URL_INVALID'])
    }
  })

  test('is valid for no other path', async () => {
    const query = new URL(await makeUrl(), 'http://test').search
    for (const url of ['/orders', '/settlements', `/jobs/${jobId}`]) {
      expect((await ask(url + query)).statusCode, url).toBe(401)
    }
  })

  test("expires by the database's clock: 403", async () => {
    const url = await makeUrl(1)
    await expect
      .poll(async () => (await ask(url)).statusCode, { timeout: 5_000, interval: 100 })
      .toBe(403)
    expect((await ask(url)).json().code).toBe('DOWNLOAD_URL_EXPIRED')
  })

  test('lasts at most 7 days, and is signed only for a file that exists', async () => {
    const sign = async (job: string, lifetime: unknown) =>
      (
        await ask(`/jobs/${job}/download-url`, {
          method: 'POST',
          key: 'finance',
          body: { lifetime },
        })
      ).statusCode
    expect(await sign(jobId, 604_800)).toBe(201)
    expect(await sign(jobId, 604_801)).toBe(400)
    expect(await sign(jobId, 0)).toBe(400)
    expect(await sign(id, 60)).toBe(404)
  })
})

test('rate limits count by key: one at its limit leaves the others alone; invalid keys count by address', async () => {
  const limited = await openApp(api.url, api.directory, {
    env: {
      API_KEYS: JSON.stringify([entry('a', ['admin']), entry('b', ['admin'])]),
      RATE_LIMIT: '3',
    },
  })
  const get = async (key: string) => {
    const headers = { authorization: `Bearer ${keys[key] ?? key}` }
    return (await limited.app.inject({ url: '/orders', headers })).statusCode
  }
  const statuses = []
  for (const key of ['a', 'a', 'a', 'a', 'b', 'wrong 1', 'wrong 2', 'wrong 3', 'wrong 4', 'b']) {
    statuses.push(await get(key))
  }
  expect(statuses).toEqual([200, 200, 200, 429, 200, 401, 401, 401, 429, 200])
  await limited.stop()
})
