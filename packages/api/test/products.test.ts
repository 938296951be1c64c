import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Product, ProductPage } from '../src/products/products.schemas.ts'
import { injectWithRetry } from './inject-with-retry.ts'
import { openApp, startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

function create(payload: object, key?: string) {
  const headers = key ? { 'idempotency-key': key } : {}
  return injectWithRetry(api, { method: 'POST', url: '/products', payload, headers })
}

async function created(more: object = {}): Promise<Product> {
  const answer = await create({ name: 'P', merchant_id: 'm', price_cents: 5, ...more })
  expect(answer.statusCode).toBe(201)
  return answer.json()
}

function change(id: number, payload: object, ifMatch?: string) {
  const headers = ifMatch ? { 'if-match': ifMatch } : {}
  return injectWithRetry(api, { method: 'PATCH', url: `/products/${id}`, payload, headers })
}

function read(id: number, headers: Record<string, string> = {}) {
  return injectWithRetry(api, { url: `/products/${id}`, headers })
}

function order(product_id: number, quantity = 1) {
  const payload = { product_id, quantity, buyer_id: 'b' }
  return injectWithRetry(api, { method: 'POST', url: '/orders', payload })
}

test('a product is created with all that describes it, and can be read and ordered at once', async () => {
  const described = {
    name: 'Drop',
    merchant_id: 'nobody_described_it',
    price_cents: 9900,
    stock: 3,
    max_per_buyer: 2,
    sale_starts_at: '2020-01-01T13:00:00+01:00',
    sale_ends_at: '2999-01-01T00:00:00.5Z',
  }
  const answer = await create(described)
  const product = answer.json()
  expect(answer.statusCode).toBe(201)
  expect(answer.headers.location).toBe(`/products/${product.id}`)
  expect(product).toEqual({
    ...described,
    id: product.id,
    currency: 'USD',
    sale_starts_at: '2020-01-01T12:00:00.000Z',
    sale_ends_at: '2999-01-01T00:00:00.500Z',
    held: 0,
    sold: 0,
    status: 'ACTIVE',
    created_at: expect.any(String),
    updated_at: product.created_at,
  })
  expect((await order(product.id, 2)).statusCode).toBe(201)
  expect((await read(product.id)).json()).toEqual({ ...product, stock: 1, sold: 2 })
})

test('a product has the currency of its merchant, and CURRENCY while nobody has described it', async () => {
  const other = await openApp(api.url, api.directory, { env: { CURRENCY: 'CHF' } })
  const { id } = await created({ merchant_id: 'later' })
  const before = await other.app.inject(`/products/${id}`)
  expect(before.json().currency).toBe('CHF')
  const payload = { name: 'Later', currency: 'JPY' }
  const described = await injectWithRetry(api, { method: 'PUT', url: '/merchants/later', payload })
  expect(described.statusCode).toBe(201)
  const after = await other.app.inject(`/products/${id}`)
  expect(after.json().currency).toBe('JPY')
  expect(after.headers.etag).not.toBe(before.headers.etag)
  const list = await other.app.inject('/products?merchant_id=later')
  const changed = await change(id, { price_cents: 7 })
  expect([list.json().products[0].currency, changed.json().currency]).toEqual(['JPY', 'JPY'])
  expect((await created({ merchant_id: 'later' })).currency).toBe('JPY')
  await other.stop()
})

test('without stock, limit and sale they are 0 and null', async () => {
  expect(await created()).toMatchObject({
    stock: 0,
    max_per_buyer: null,
    sale_starts_at: null,
    sale_ends_at: null,
  })
})

test('a change holds for the next order, null removes a limit, and an order keeps its price', async () => {
  const { id } = await created({ stock: 9, max_per_buyer: 2, sale_ends_at: '2999-01-01T00:00:00Z' })
  const before = (await order(id)).json()
  const answer = await change(id, { name: 'Q', price_cents: 7, max_per_buyer: null })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({
    name: 'Q',
    price_cents: 7,
    max_per_buyer: null,
    sale_ends_at: '2999-01-01T00:00:00.000Z',
    stock: 8,
  })
  expect((await order(id, 5)).json().unit_price_cents).toBe(7)
  const kept = await api.app.inject(`/orders/${before.id}`)
  expect(kept.json().unit_price_cents).toBe(5)
})

test('a product is archived, again without effect, and brought back', async () => {
  const { id } = await created()
  expect((await change(id, { archived: true })).json().status).toBe('ARCHIVED')
  const { rows } = await sql`select archived_at from products where id = ${id}`.execute(api.db)
  expect((await change(id, { archived: true })).json().status).toBe('ARCHIVED')
  const again = await sql`select archived_at from products where id = ${id}`.execute(api.db)
  expect(again.rows).toEqual(rows)
  expect((await change(id, { archived: false })).json().status).toBe('ACTIVE')
})

test('If-Match: of 10 changes at once with the same ETag one is made, 20 times; orders in between do not matter', async () => {
  const { id } = await created({ stock: 50 })
  let current = ''
  for (let round = 0; round < 20; round++) {
    const etag = String((await read(id)).headers.etag)
    await order(id)
    expect((await read(id)).headers.etag).not.toBe(etag)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => change(id, { price_cents: 100 * round + n }, etag)),
    )
    const codes = answers.map((answer) => answer.json().code ?? answer.statusCode)
    expect(codes.toSorted()).toEqual([200, ...Array(9).fill('PRODUCT_CHANGED')])
    current = String(answers.find(({ statusCode }) => statusCode === 200)?.headers.etag)
  }
  expect((await change(id, { price_cents: 1 }, `"other", ${current}`)).statusCode).toBe(200)
  expect((await change(id, { price_cents: 2 }, '*')).statusCode).toBe(200)
  expect((await change(id, { price_cents: 3 }, '"other"')).statusCode).toBe(412)
  expect((await read(id)).json().price_cents).toBe(2)
})

test('a copy is current until an order, a change, or an update by hand; it may be used for a second', async () => {
  const { id } = await created({ stock: 5 })
  let etag = ''
  const expectChanged = async () => {
    const answer = await read(id, { 'if-none-match': etag })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['cache-control']).toBe('public, max-age=1')
    etag = String(answer.headers.etag)
    for (const tags of [etag, `"other", W/${etag}`, '*']) {
      const current = await read(id, { 'if-none-match': tags })
      expect([current.statusCode, current.body, current.headers.etag]).toEqual([304, '', etag])
    }
  }
  await expectChanged()
  await order(id)
  await expectChanged()
  await change(id, { price_cents: 6 })
  await expectChanged()
  await sql`update products set name = 'R' where id = ${id}`.execute(api.db)
  await expectChanged()
})

test('lists go from the newest to the oldest, by merchant and status, in pages that do not shift', async () => {
  const ids: number[] = []
  while (ids.length < 5) ids.push((await created({ merchant_id: 'lister' })).id)
  await change(ids[1] ?? 0, { archived: true })
  const seen: number[] = []
  let cursor: string | null = ''
  do {
    const query: Record<string, string> = {
      merchant_id: 'lister',
      limit: '2',
      ...(cursor ? { cursor } : {}),
    }
    const page: ProductPage = (await injectWithRetry(api, { url: '/products', query })).json()
    seen.push(...page.products.map(({ id }) => id))
    cursor = page.next_cursor
    await created({ merchant_id: 'lister' })
  } while (cursor !== null)
  expect(seen).toEqual(ids.toReversed())
  const archived = { merchant_id: 'lister', status: 'ARCHIVED' }
  const list = await injectWithRetry(api, { url: '/products', query: archived })
  expect(list.json().products).toEqual([(await read(ids[1] ?? 0)).json()])
  const active = await injectWithRetry(api, {
    url: '/products',
    query: { ...archived, status: 'ACTIVE' },
  })
  expect(active.json().products).toHaveLength(7)

  const headers = { 'if-none-match': String(list.headers.etag) }
  const again = await injectWithRetry(api, { url: '/products', query: archived, headers })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  await change(ids[1] ?? 0, { name: 'renamed' })
  const changed = await injectWithRetry(api, { url: '/products', query: archived, headers })
  expect(changed.json().products).toMatchObject([{ name: 'renamed' }])
})

test('20 requests with one key at once create one product; another body is refused, a changed product is shown', async () => {
  const body = { name: 'Once', merchant_id: 'm', price_cents: 5, stock: 4 }
  const answers = await Promise.all(Array.from({ length: 20 }, () => create(body, 'create-once')))
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]))
  const ids = new Set(answers.map((answer) => answer.json().id))
  expect(ids.size).toBe(1)
  const replays = answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')
  expect(replays).toHaveLength(19)
  const [id = 0] = ids
  await change(id, { price_cents: 6 })
  expect((await create(body, 'create-once')).json()).toMatchObject({ id, price_cents: 6 })
  const other = await create({ ...body, stock: 5 }, 'create-once')
  expect([other.statusCode, other.json().code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
  const { rows } = await sql`select count(*)::int from products where name = 'Once'`.execute(api.db)
  expect(rows).toEqual([{ count: 1 }])
})

test('a refused product leaves its key unused', async () => {
  const body = { name: 'P', merchant_id: 'm', price_cents: 5, sale_ends_at: '2025-01-01T00:00:00Z' }
  const wrong = { ...body, sale_starts_at: '2025-01-02T00:00:00Z' }
  expect((await create(wrong, 'first-refused')).statusCode).toBe(400)
  expect((await create(body, 'first-refused')).statusCode).toBe(201)
})

test('of 1,000 reads around an order none is older than its request', async () => {
  const { id } = await created({ stock: 1_000 })
  const early = Array.from({ length: 500 }, () => read(id))
  await order(id, 1_000)
  const late = await Promise.all(Array.from({ length: 500 }, () => read(id)))
  expect(new Set(late.map((answer) => answer.json().stock))).toEqual(new Set([0]))
  for (const answer of await Promise.all(early)) expect([0, 1_000]).toContain(answer.json().stock)
})

test('reads wait for no lock', async () => {
  const { id } = await created()
  await api.db.transaction().execute(async (trx) => {
    await sql`select from products where id = ${id} for update`.execute(trx)
    for (const answer of [await read(id), await api.app.inject('/products?limit=1')]) {
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['cache-control']).toBe('public, max-age=1')
      expect(answer.headers.etag).toMatch(/^".+"$/)
    }
  })
})

test('amounts that only SQL can write are exact: digits in a string', async () => {
  const { rows } = await sql<{ id: string }>`
    insert into products (name, merchant_id, price_cents, stock)
    values ('P', 'm', 9007199254740993, 9007199254740995) returning id`.execute(api.db)
  expect((await read(Number(rows[0]?.id))).json()).toMatchObject({
    price_cents: '9007199254740993',
    stock: '9007199254740995',
  })
})
