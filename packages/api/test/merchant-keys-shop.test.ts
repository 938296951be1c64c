import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import type { Scope } from '../src/access/scopes.ts'
import { openApp, startApp, stockOf, type TestApp } from './start-app.ts'

const keys: Record<string, string> = {}

function entry(name: string, scopes: Scope[], merchant?: string) {
  const { key, hash } = makeKey()
  keys[name] = key
  return { name, hash, scopes, ...(merchant === undefined ? {} : { merchant }) }
}

const all: Scope[] = ['products:write', 'products:read', 'orders:write', 'orders:read']

let api: TestApp
let mine: number
let theirs: number
beforeAll(async () => {
  api = await startApp({
    API_KEYS: JSON.stringify([
      entry('anna', all, 'anna'),
      entry('anna-admin', ['admin'], 'anna'),
      entry('shop', all),
      entry('owner', ['admin']),
    ]),
  })
  mine = (await create('owner', 'anna')).json().id
  theirs = (await create('owner', 'bert')).json().id
})
afterAll(() => api.stop())

function send(key: string, method: 'GET' | 'PATCH' | 'POST', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${keys[key]}` }
  return api.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

function create(key: string, merchant_id: string) {
  return send(key, 'POST', '/products', { name: 'Shirt', merchant_id, price_cents: 100, stock: 50 })
}

function order(key: string, product_id: number) {
  return send(key, 'POST', '/orders', { product_id, quantity: 1, buyer_id: 'ann' })
}

async function productsOf(key: string, query = ''): Promise<number[]> {
  const answer = await send(key, 'GET', `/products${query}`)
  return answer.json().products.map(({ id }: { id: number }) => id)
}

async function ordersOf(key: string, query = ''): Promise<string[]> {
  const answer = await send(key, 'GET', `/orders${query}`)
  expect(answer.statusCode).toBe(200)
  return answer.json().orders.map(({ id }: { id: string }) => id)
}

test.each(['anna', 'anna-admin'])(
  "the key %s reaches its merchant's products, and no other",
  async (key) => {
    expect((await send(key, 'GET', `/products/${mine}`)).statusCode).toBe(200)
    expect((await send(key, 'PATCH', `/products/${mine}`, { name: 'Shirt' })).statusCode).toBe(200)
    const supply = { delta: 1, reason: 'more' }
    expect((await send(key, 'POST', `/products/${mine}/stock`, supply)).statusCode).toBe(200)
    expect((await send(key, 'GET', `/products/${mine}/stock-movements`)).statusCode).toBe(200)

    const before = (await send('owner', 'GET', `/products/${theirs}`)).json()
    const others = await Promise.all([
      send(key, 'GET', `/products/${theirs}`),
      send(key, 'PATCH', `/products/${theirs}`, { price_cents: 1 }),
      send(key, 'POST', `/products/${theirs}/stock`, supply),
      send(key, 'GET', `/products/${theirs}/stock-movements`),
      order(key, theirs),
    ])
    for (const other of others) {
      expect([other.statusCode, other.json()]).toMatchObject([
        404,
        { code: 'PRODUCT_NOT_FOUND', detail: `There is no product ${theirs}` },
      ])
    }
    expect((await send('owner', 'GET', `/products/${theirs}`)).json()).toEqual(before)
  },
)

test('a bound key creates products of its merchant only', async () => {
  const created = await create('anna', 'anna')
  expect(created.statusCode).toBe(201)
  const other = await create('anna', 'bert')
  expect([other.statusCode, other.json().code]).toEqual([403, 'MERCHANT_KEY_REFUSED'])
  expect(await productsOf('owner', '?merchant_id=bert')).toEqual([theirs])
})

test("a bound key lists its merchant's products only, also at the same time as a key that lists all", async () => {
  const [bound, free, filtered] = await Promise.all([
    productsOf('anna'),
    productsOf('shop'),
    productsOf('anna', '?merchant_id=bert'),
  ])
  expect(bound).toContain(mine)
  expect(bound).not.toContain(theirs)
  expect(free).toEqual(expect.arrayContaining([mine, theirs]))
  expect(filtered).toEqual([])
})

test('50 reads of one product at once, by a key that may and one that may not: each gets its own answer', async () => {
  const read = async (key: string) => (await send(key, 'GET', `/products/${theirs}`)).statusCode
  const statuses = await Promise.all(
    Array.from({ length: 50 }, (_, n) => read(n % 2 === 0 ? 'anna' : 'shop')),
  )
  expect(statuses).toEqual(Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? 404 : 200)))
})

test("a bound key sees every order of its merchant's products, also those that another key placed", async () => {
  const own = (await order('anna', mine)).json().id
  const byShop = (await order('shop', mine)).json().id
  const other = (await order('shop', theirs)).json().id
  for (const key of ['anna', 'anna-admin']) {
    expect(await ordersOf(key)).toEqual([byShop, own])
    expect(await ordersOf(key, '?buyer_id=ann&status=CONFIRMED')).toEqual([byShop, own])
    expect(await ordersOf(key, `?product_id=${theirs}`)).toEqual([])
    expect((await send(key, 'GET', `/orders/${byShop}`)).statusCode).toBe(200)
    const hidden = await send(key, 'GET', `/orders/${other}`)
    expect([hidden.statusCode, hidden.json().code]).toEqual([404, 'ORDER_NOT_FOUND'])
  }
  // A key without a merchant sees what it placed, as before.
  expect(await ordersOf('shop')).toEqual([other, byShop])
  expect(await ordersOf('owner')).toEqual([other, byShop, own])
})

test("pages of a merchant's orders over several products go from the newest to the oldest, with its orders only", async () => {
  const second = (await create('owner', 'anna')).json().id
  const placed: string[] = []
  for (const product of [mine, theirs, second, mine, second, theirs, second]) {
    const { id } = (await order('shop', product)).json()
    if (product !== theirs) placed.unshift(id)
  }
  const seen: string[] = []
  let query = '?limit=2'
  while (seen.length < placed.length) {
    const page = (await send('anna', 'GET', `/orders${query}`)).json()
    seen.push(...page.orders.map(({ id }: { id: string }) => id))
    query = `?limit=2&cursor=${page.next_cursor}`
  }
  expect(seen.slice(0, placed.length)).toEqual(placed)
})

test('an order that a bound key may not place takes no unit', async () => {
  const before = await stockOf(api.db, theirs)
  expect((await order('anna', theirs)).statusCode).toBe(404)
  expect((await order('anna', 999_999)).json().code).toBe('PRODUCT_NOT_FOUND')
  expect(await stockOf(api.db, theirs)).toBe(before)
})

test('an order that a bound key may not place waits for no lock of the product', async () => {
  await api.db.transaction().execute(async (trx) => {
    await sql`select from products where id = ${theirs} for update`.execute(trx)
    const [refused, placed] = await Promise.all([order('anna', theirs), order('anna', mine)])
    expect([refused.json().code, placed.statusCode]).toEqual(['PRODUCT_NOT_FOUND', 201])
  })
})

test('a bound key does not learn that a product of another merchant is sold out', async () => {
  const empty = (await create('owner', 'bert')).json().id
  const all = { product_id: empty, quantity: 50, buyer_id: 'bob' }
  expect((await send('shop', 'POST', '/orders', all)).statusCode).toBe(201)
  // The second time by the hint, without a lock; then by both keys in one batch.
  for (let times = 0; times < 2; times += 1)
    expect((await order('shop', empty)).json().code).toBe('OUT_OF_STOCK')
  const together = await Promise.all([order('anna', empty), order('shop', empty)])
  expect(together.map((answer) => answer.json().code)).toEqual([
    'PRODUCT_NOT_FOUND',
    'OUT_OF_STOCK',
  ])
})

test('a key that is bound later does not find what it ordered of another merchant before', async () => {
  const unbound = entry('rebound', all)
  const url = '/orders'
  const headers = { authorization: `Bearer ${keys.rebound}`, 'idempotency-key': 'once' }
  const payload = { product_id: theirs, quantity: 1, buyer_id: 'ann' }
  const codes: unknown[] = []
  for (const merchant of [undefined, 'bert', 'anna']) {
    const bound = { ...unbound, ...(merchant ? { merchant } : {}) }
    const other = await openApp(api.url, api.directory, {
      env: { API_KEYS: JSON.stringify([bound]) },
    })
    const answer = await other.app.inject({ method: 'POST', url, headers, payload })
    codes.push(answer.json().code ?? answer.headers['idempotent-replayed'] ?? answer.statusCode)
    await other.stop()
  }
  expect(codes).toEqual([201, 'true', 'PRODUCT_NOT_FOUND'])
})
