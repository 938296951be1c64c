import { audit } from '@order-settlement/db/audit.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import { injectWithRetry } from './inject-with-retry.ts'
import { openApp, startApp, stockOf, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(async () => {
  expect((await audit(api.db)).products).toEqual([])
  await api.stop()
})

type App = Pick<TestApp, 'app'>

async function createProduct(stock: number): Promise<number> {
  const payload = { name: 'P', merchant_id: 'm', price_cents: 5, stock }
  return (await injectWithRetry(api, { method: 'POST', url: '/products', payload })).json().id
}

function supply(id: number, delta: number, key?: string, app: App = api) {
  const payload = { delta, reason: 'second batch' }
  const headers = key ? { 'idempotency-key': key } : {}
  return injectWithRetry(app, { method: 'POST', url: `/products/${id}/stock`, payload, headers })
}

async function movements(id: number, query: Record<string, string> = {}) {
  const answer = await injectWithRetry(api, { url: `/products/${id}/stock-movements`, query })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

test('a supply and a correction change the stock and are listed, the newest first, with their reasons', async () => {
  const id = await createProduct(10)
  expect((await supply(id, 50)).json()).toMatchObject({ id, stock: 60, sold: 0 })
  expect((await supply(id, -5)).json()).toMatchObject({ stock: 55 })
  await sql`update products set stock = 54 where id = ${id}`.execute(api.db)
  const { movements: list } = await movements(id)
  expect(list).toEqual(
    [
      { delta: -1, reason: 'by hand' },
      { delta: -5, reason: 'second batch' },
      { delta: 50, reason: 'second batch' },
      { delta: 10, reason: 'opening stock' },
    ].map((movement) => ({
      id: expect.any(Number),
      product_id: id,
      created_by: null,
      created_at: expect.any(String),
      ...movement,
    })),
  )
})

test('movements have pages that a new one does not shift', async () => {
  const id = await createProduct(1)
  for (const delta of [2, 3, 4]) await supply(id, delta)
  const first = await movements(id, { limit: '2' })
  await supply(id, 5)
  const second = await movements(id, { limit: '2', cursor: first.next_cursor })
  const deltas = [...first.movements, ...second.movements].map(({ delta }) => delta)
  expect(deltas).toEqual([4, 3, 2, 1])
  expect(second.next_cursor).toBeNull()
})

test('sold units cannot be taken away: the refusal says what is in stock', async () => {
  const id = await createProduct(10)
  const payload = { product_id: id, quantity: 4, buyer_id: 'b' }
  await injectWithRetry(api, { method: 'POST', url: '/orders', payload })
  const refused = await supply(id, -7)
  expect(refused.statusCode).toBe(409)
  expect(refused.json()).toMatchObject({ code: 'STOCK_BELOW_ZERO', stock: 6 })
  expect((await supply(id, -6)).json()).toMatchObject({ stock: 0, sold: 4 })
  expect((await movements(id)).movements).toHaveLength(2)
})

test('a sold-out product sells again right after a supply', async () => {
  const id = await createProduct(0)
  const payload = { product_id: id, quantity: 1, buyer_id: 'b' }
  const order = () => injectWithRetry(api, { method: 'POST', url: '/orders', payload })
  expect((await order()).json().code).toBe('OUT_OF_STOCK')
  await supply(id, 1)
  expect((await order()).statusCode).toBe(201)
})

test('a supply beyond 2^53 - 1 units is refused, one up to it is not', async () => {
  const id = await createProduct(1)
  const most = Number.MAX_SAFE_INTEGER - 1
  const refused = await supply(id, most + 1)
  expect(refused.json()).toMatchObject({ code: 'VALIDATION', errors: [{ path: '/delta' }] })
  expect((await supply(id, most)).json().stock).toBe(Number.MAX_SAFE_INTEGER)
  expect((await supply(id, -Number.MAX_SAFE_INTEGER)).json().stock).toBe(0)
})

test('20 requests with one key to two apis supply once; another delta or product is refused', async () => {
  const other = await openApp(api.url, api.directory)
  const [id, otherId] = [await createProduct(0), await createProduct(0)]
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => supply(id, 3, 'supply-once', n % 2 ? other : api)),
  )
  expect(new Set(answers.map((answer) => answer.json().stock))).toEqual(new Set([3]))
  const replays = answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')
  expect(replays).toHaveLength(19)
  for (const [product, delta] of [
    [id, 4],
    [otherId, 3],
  ] as const) {
    const reused = await supply(product, delta, 'supply-once')
    expect([reused.statusCode, reused.json().code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
  }
  expect(await stockOf(api.db, id)).toBe(3)
  await other.stop()
})

test('one key for two products on two apis at once: one is supplied, the other refused, 20 times', async () => {
  const other = await openApp(api.url, api.directory)
  for (let round = 0; round < 20; round++) {
    const ids = [await createProduct(0), await createProduct(0)]
    const [first = 0, second = 0] = ids
    const answers = await Promise.all([
      supply(first, 1, `two-${round}`),
      supply(second, 1, `two-${round}`, other),
    ])
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 422])
    const stocks = await Promise.all(ids.map((id) => stockOf(api.db, id)))
    expect(stocks.toSorted()).toEqual([0, 1])
  }
  await other.stop()
})

test('a refused correction leaves its key unused', async () => {
  const id = await createProduct(1)
  expect((await supply(id, -2, 'first-refused')).statusCode).toBe(409)
  await supply(id, 1)
  expect((await supply(id, -2, 'first-refused')).json()).toMatchObject({ stock: 0 })
})

test('50 corrections of -1 race for 20 units over two apis: 20 are made, 30 refused', async () => {
  const other = await openApp(api.url, api.directory)
  const id = await createProduct(20)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => supply(id, -1, undefined, n % 2 ? other : api)),
  )
  const codes = answers.map(({ statusCode }) => statusCode)
  expect(codes.toSorted()).toEqual([...Array(20).fill(200), ...Array(30).fill(409)])
  expect(await stockOf(api.db, id)).toBe(0)
  await other.stop()
})

test('with API keys a movement names its key, scopes are checked, and copies are private', async () => {
  const entries = (['products:write', 'products:read'] as const).map((scope) => ({
    scope,
    ...makeKey(),
  }))
  const API_KEYS = JSON.stringify(
    entries.map(({ hash, scope }) => ({ name: scope.replace(':', '-'), hash, scopes: [scope] })),
  )
  const locked = await openApp(api.url, api.directory, { env: { API_KEYS } })
  const [write, read] = entries.map(({ key }) => ({ authorization: `Bearer ${key}` }))
  const id = await createProduct(1)
  const url = `/products/${id}`
  const payload = { delta: 1, reason: 'counted again' }
  const stock = { method: 'POST', url: `${url}/stock`, payload } as const
  expect((await locked.app.inject({ ...stock, headers: { ...write } })).statusCode).toBe(200)
  expect((await locked.app.inject({ ...stock, headers: { ...read } })).statusCode).toBe(403)
  expect((await locked.app.inject({ url, headers: { ...write } })).statusCode).toBe(403)
  const answer = await locked.app.inject({ url, headers: { ...read } })
  expect(answer.headers['cache-control']).toBe('private, max-age=1')
  expect((await movements(id)).movements[0]).toMatchObject({
    created_by: 'products-write',
    reason: 'counted again',
  })
  await locked.stop()
})
