import { audit } from '@order-settlement/db/audit.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { injectWithRetry } from './inject-with-retry.ts'
import { footprint, openApp, startApp, type TestApp } from './start-app.ts'

type App = Pick<TestApp, 'app'>

let api: TestApp
let other: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  api = await startApp()
  other = await openApp(api.url, api.directory)
})
afterAll(async () => {
  expect((await audit(api.db)).products).toEqual([])
  await other.stop()
  await api.stop()
})

const past = '2025-01-01T00:00:00.000Z'
const future = '2999-01-01T00:00:00.000Z'

async function createProduct(more: object = {}): Promise<number> {
  const payload = { name: 'P', merchant_id: 'm', price_cents: 5, stock: 100, ...more }
  const answer = await injectWithRetry(api, { method: 'POST', url: '/products', payload })
  expect(answer.statusCode).toBe(201)
  return answer.json().id
}

async function change(id: number, payload: object): Promise<void> {
  const answer = await injectWithRetry(api, { method: 'PATCH', url: `/products/${id}`, payload })
  expect(answer.statusCode).toBe(200)
}

interface Wanted {
  quantity?: number
  buyer_id?: string
  key?: string
}

function order(
  product_id: number,
  { quantity = 1, buyer_id = 'b', key }: Wanted = {},
  app: App = api,
) {
  const headers = key ? { 'idempotency-key': key } : {}
  const payload = { product_id, quantity, buyer_id }
  return injectWithRetry(app, { method: 'POST', url: '/orders', payload, headers })
}

/** The code of each refusal, or 201. */
async function codes(answers: ReturnType<typeof order>[]): Promise<unknown[]> {
  return (await Promise.all(answers)).map((answer) => answer.json().code ?? answer.statusCode)
}

test.each([
  ['an archived product', { archived: true }, { code: 'PRODUCT_ARCHIVED' }],
  [
    'a product whose sale has ended',
    { sale_ends_at: past },
    { code: 'SALE_ENDED', ended_at: past },
  ],
  [
    'a product whose sale has not started',
    { sale_starts_at: future },
    { code: 'SALE_NOT_STARTED', starts_at: future },
  ],
  ['more than the limit', { max_per_buyer: 2 }, { code: 'LIMIT_EXCEEDED', limit: 2, remaining: 2 }],
])('refuses an order of %s, says why, and leaves no trace', async (_, rules, problem) => {
  const id = await createProduct()
  await change(id, rules)
  const before = await footprint(api.db)
  // The second time by the hint, without a lock.
  for (let times = 0; times < 2; times++) {
    const refused = await order(id, { quantity: 3, key: `refused ${id}`.replace(' ', '-') })
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject(problem)
  }
  expect(await footprint(api.db)).toEqual(before)
})

test('Retry-After leads to the start of the sale', async () => {
  const id = await createProduct({ sale_starts_at: new Date(Date.now() + 90_000).toISOString() })
  const refused = await order(id)
  const seconds = Number(refused.headers['retry-after'])
  expect(seconds).toBeGreaterThan(80)
  expect(seconds).toBeLessThanOrEqual(91)
})

test('a sale starts and ends by the clock of the database, and no order is outside of it', async () => {
  const startsAt = new Date(Date.now() + 700)
  const endsAt = new Date(startsAt.getTime() + 500)
  const id = await createProduct({
    stock: 1_000_000,
    sale_starts_at: startsAt.toISOString(),
    sale_ends_at: endsAt.toISOString(),
  })
  const seen: unknown[] = []
  while (seen.at(-1) !== 'SALE_ENDED')
    seen.push(...(await codes([order(id), order(id, {}, other)])))
  expect(new Set(seen)).toEqual(new Set(['SALE_NOT_STARTED', 201, 'SALE_ENDED']))
  const { rows } = await sql<{ first: Date; last: Date }>`
    select min(created_at) as first, max(created_at) as last from orders where product_id = ${id}`.execute(
    api.db,
  )
  expect(rows[0]?.first.getTime()).toBeGreaterThanOrEqual(startsAt.getTime())
  expect(rows[0]?.last.getTime()).toBeLessThan(endsAt.getTime())
})

test.each([
  ['an archived product that is brought back', { archived: true }, { archived: false }],
  ['a sale that is started early', { sale_starts_at: future }, { sale_starts_at: past }],
  ['a sale that goes on', { sale_ends_at: past }, { sale_ends_at: null }],
  ['a limit that is raised', { max_per_buyer: 1 }, { max_per_buyer: 2 }],
])('%s sells at once, also in an api that has just refused it', async (_, before, after) => {
  const id = await createProduct()
  await order(id)
  await change(id, before)
  for (const app of [api, api, other]) expect(await codes([order(id, {}, app)])).not.toEqual([201])
  await change(id, after)
  expect(await codes([order(id, { buyer_id: 'new' }), order(id, {}, other)])).toEqual([201, 201])
})

test('100 orders of one buyer at once on two apis, limit 2: exactly 2 units, 20 times', async () => {
  for (let round = 0; round < 20; round++) {
    const id = await createProduct({ max_per_buyer: 2 })
    const answers = await codes(
      Array.from({ length: 100 }, (_, n) => order(id, {}, n % 2 ? other : api)),
    )
    expect(answers.toSorted()).toEqual([201, 201, ...Array(98).fill('LIMIT_EXCEEDED')])
  }
})

test('one per buyer: of 60 buyers who each order twice on two apis, each gets one', async () => {
  const id = await createProduct({ max_per_buyer: 1 })
  const buyers = Array.from({ length: 60 }, (_, n) => `buyer-${n}`)
  const twice = buyers.flatMap((buyer_id) => [
    order(id, { buyer_id }),
    order(id, { buyer_id }, other),
  ])
  const answers = await codes(twice)
  expect(answers.filter((code) => code === 201)).toHaveLength(60)
  expect(answers.filter((code) => code === 'LIMIT_EXCEEDED')).toHaveLength(60)
  const { rows } = await sql`
    select count(distinct buyer_id)::int from orders where product_id = ${id}`.execute(api.db)
  expect(rows).toEqual([{ count: 60 }])
})

test('a limit counts units, not orders, of this product and this buyer only, less cancelled ones', async () => {
  const [id, another] = [await createProduct({ max_per_buyer: 5 }), await createProduct()]
  await order(another, { quantity: 50 })
  await order(id, { quantity: 5, buyer_id: 'else' })
  expect((await order(id, { quantity: 3 })).statusCode).toBe(201)
  const refused = await order(id, { quantity: 3 })
  expect(refused.json()).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 5, remaining: 2 })
  const last = await order(id, { quantity: 2 })
  expect(last.statusCode).toBe(201)

  await sql`update orders set status = 'CANCELLED' where id = ${last.json().id}`.execute(api.db)
  await sql`update products set stock = stock + 2, sold = sold - 2 where id = ${id}`.execute(api.db)
  expect(await codes([order(id, { quantity: 2 }), order(id)])).toEqual([201, 'LIMIT_EXCEEDED'])

  await change(id, { max_per_buyer: 1 })
  expect((await order(id)).json()).toMatchObject({ limit: 1, remaining: 0 })
})

test('a smaller order after one beyond the limit is still placed, in one batch', async () => {
  const id = await createProduct({ max_per_buyer: 3 })
  const quantities = [2, 2, 4, 1, 1]
  expect(await codes(quantities.map((quantity) => order(id, { quantity })))).toEqual([
    201,
    'LIMIT_EXCEEDED',
    'LIMIT_EXCEEDED',
    201,
    'LIMIT_EXCEEDED',
  ])
})

test('a key is answered with its order, also when a rule refuses further ones', async () => {
  for (const rules of [{ max_per_buyer: 1 }, { archived: true }, { sale_ends_at: past }]) {
    const id = await createProduct()
    const key = `replay-${id}`
    const placed = (await order(id, { key })).json()
    await change(id, rules)
    for (const app of [api, other, api]) {
      const again = await order(id, { key }, app)
      expect([again.statusCode, again.json().id]).toEqual([201, placed.id])
      expect(again.headers['idempotent-replayed']).toBe('true')
    }
    expect(await codes([order(id)])).not.toEqual([201])
  }
})

test('one key sent 50 times at once on two apis with a limit of one: 1 order, 50 equal answers', async () => {
  const id = await createProduct({ max_per_buyer: 1 })
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => order(id, { key: 'limit-once' }, n % 2 ? other : api)),
  )
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]))
  expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1)
})

test('a free ticket is an order of 0 cents', async () => {
  const id = await createProduct({ price_cents: 0 })
  expect((await order(id, { quantity: 2 })).json()).toMatchObject({ total_cents: 0 })
})

test('live units are counted by their index, never by a scan of all orders', async () => {
  const id = await createProduct({ max_per_buyer: 1 })
  for (let n = 0; n < 20; n++) await order(id, { buyer_id: `scan-${n}` })
  const scans = async () => {
    const { rows } = await sql<{ n: number }>`
      select sum(idx_scan)::int as n
      from pg_stat_user_indexes join pg_inherits on inhrelid = indexrelid
      where inhparent = 'orders_product_buyer'::regclass`.execute(api.db)
    return rows[0]?.n ?? 0
  }
  await expect.poll(scans, { timeout: 10_000 }).toBeGreaterThanOrEqual(20)
})
