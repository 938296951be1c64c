import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import { readSales } from '../src/sales/read-sales.ts'
import { explainQueries } from './explain-queries.ts'
import { addProduct, openApp, startApp, type TestApp } from './start-app.ts'

let api: TestApp
let product_id: number
beforeAll(async () => {
  api = await startApp()
})
beforeEach(async () => {
  product_id = await addProduct(api.db, 1_000, 2500)
})
afterAll(() => api.stop())

async function read(query: Record<string, string>, id = product_id) {
  const answer = await api.app.inject({ url: `/products/${id}/sales`, query })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

async function post(url: string, payload: object) {
  const answer = await api.app.inject({ method: 'POST', url, payload })
  expect(answer.statusCode, answer.body).toBeLessThan(300)
  return answer.json()
}

/** An order that was placed then. */
async function addOrder(at: string, quantity = 1, unitPrice = '2500'): Promise<void> {
  await sql`
    insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, created_at)
    values (uuidv7(${at}::timestamptz - clock_timestamp()), ${product_id}, ${quantity}::integer, 'ann',
      ${unitPrice}, ${unitPrice}::bigint * ${quantity}::integer, ${at})`.execute(api.db)
}

/** Rows with sales, by when they start. */
function unitsOf({ rows }: { rows: { starts_at: string; units: number }[] }) {
  return Object.fromEntries(
    rows.filter(({ units }) => units > 0).map(({ starts_at, units }) => [starts_at, units]),
  )
}

test('holds count once they are confirmed, and refunds beside what was sold', async () => {
  const order = (quantity: number, hold?: object) =>
    post('/orders', { product_id, quantity, buyer_id: 'ann', ...hold })
  const hold = { hold_seconds: 600 }
  await order(2)
  const { id: confirmed } = await order(3, hold)
  await post(`/orders/${confirmed}/confirm`, {})
  await post(`/orders/${confirmed}/refunds`, { amount_cents: 2000, return_units: 1 })
  await order(5, hold)
  const { id: released } = await order(7, hold)
  await post(`/orders/${released}/cancel`, {})
  const { id: cancelled, created_at } = await order(1)
  await post(`/orders/${cancelled}/cancel`, {})

  const day = created_at.slice(0, 10)
  const sales = await read({ from: day, to: day })
  const sums = {
    order_count: 3,
    units: 6,
    amount_cents: 15_000,
    returned_units: 2,
    refunded_cents: 4500,
  }
  expect(sales).toEqual({
    product_id,
    currency: 'USD',
    from: day,
    to: day,
    group: 'day',
    timezone: 'UTC',
    rows: [{ starts_at: `${day}T00:00:00.000Z`, ...sums }],
    totals: sums,
  })
})

test('days and hours are those of the zone, also where a day has 23 hours', async () => {
  // Midnight to midnight in Rome is 23:00 to 22:00 on the day when its clocks are set forward.
  await addOrder('2026-03-28T22:59:59.999Z', 100)
  await addOrder('2026-03-28T23:00:00.000Z', 1)
  await addOrder('2026-03-29T01:30:00.000Z', 2)
  await addOrder('2026-03-29T21:59:59.999Z', 4)
  await addOrder('2026-03-29T22:00:00.000Z', 200)
  const query = { from: '2026-03-29', to: '2026-03-29', timezone: 'Europe/Rome' }
  expect(unitsOf(await read(query))).toEqual({ '2026-03-28T23:00:00.000Z': 7 })
  const byHour = await read({ ...query, group: 'hour' })
  expect(byHour.rows).toHaveLength(23)
  expect(unitsOf(byHour)).toEqual({
    '2026-03-28T23:00:00.000Z': 1,
    '2026-03-29T01:00:00.000Z': 2,
    '2026-03-29T21:00:00.000Z': 4,
  })
  expect(byHour.totals.units).toBe(7)
  const week = await read({ ...query, from: '2026-03-27', to: '2026-04-02' })
  expect(week.rows).toHaveLength(7)
  expect(week.totals.units).toBe(307)
})

test('a day that a zone skipped has no row, and sums beyond 2^53 are exact', async () => {
  const cents = 2n ** 53n - 1n
  for (const hour of ['05', '06']) await addOrder(`2011-12-29T${hour}:00:00Z`, 1, String(cents))
  const sales = await read({ from: '2011-12-28', to: '2011-12-31', timezone: 'Pacific/Apia' })
  expect(sales.rows.map(({ starts_at }: { starts_at: string }) => starts_at)).toEqual([
    '2011-12-28T10:00:00.000Z',
    '2011-12-29T10:00:00.000Z',
    '2011-12-30T10:00:00.000Z',
  ])
  expect(sales.totals.amount_cents).toBe(String(2n * cents))
})

test.each([
  ['from', { to: '2026-03-01' }],
  ['to', { from: '2026-03-02', to: '2026-03-01' }],
  ['to', { from: '2025-01-01', to: '2026-01-02' }],
  ['to', { from: '2026-01-01', to: '2026-02-01', group: 'hour' }],
  ['from', { from: '2026-02-30', to: '2026-03-01' }],
  ['timezone', { from: '2026-03-01', to: '2026-03-01', timezone: 'Europe/Atlantis' }],
  // Node.js knows it, the database does not.
  ['timezone', { from: '2026-03-01', to: '2026-03-01', timezone: 'Canada/East-Saskatchewan' }],
  ['group', { from: '2026-03-01', to: '2026-03-01', group: 'minute' }],
])('%s is refused by name: %j', async (name, query) => {
  const answer = await api.app.inject({ url: `/products/${product_id}/sales`, query })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ errors: [{ path: `/querystring/${name}` }] })
})

test('an unknown product is 404', async () => {
  const query = { from: '2026-03-01', to: '2026-03-01' }
  const answer = await api.app.inject({ url: '/products/999999/sales', query })
  expect(answer.json()).toMatchObject({ code: 'PRODUCT_NOT_FOUND', status: 404 })
})

test('a key sums the orders that it may list, and a key of another merchant finds no product', async () => {
  const entries = { owner: {}, shop: {}, anna: { merchant: 'anna' }, bert: { merchant: 'bert' } }
  const keys: Record<string, string> = {}
  const list = Object.entries(entries).map(([name, bound]) => {
    const { key, hash } = makeKey()
    keys[name] = key
    const scopes = name === 'owner' ? ['admin'] : ['orders:write', 'orders:read']
    return { name, hash, scopes, ...bound }
  })
  const guarded = await openApp(api.url, api.directory, {
    env: { API_KEYS: JSON.stringify(list) },
  })
  await sql`update products set merchant_id = 'anna' where id = ${product_id}`.execute(api.db)
  const send = (name: string, method: 'GET' | 'POST', url: string, payload?: object) => {
    const headers = { authorization: `Bearer ${keys[name]}` }
    return guarded.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  }
  const order = { product_id, quantity: 1, buyer_id: 'ann' }
  const placed = await send('shop', 'POST', '/orders', order)
  await send('owner', 'POST', '/orders', order)
  const day = placed.json().created_at.slice(0, 10)
  const units = async (name: string) => {
    const answer = await send(name, 'GET', `/products/${product_id}/sales?from=${day}&to=${day}`)
    return answer.json().totals?.units ?? answer.json().code
  }
  expect(await units('owner')).toBe(2)
  expect(await units('shop')).toBe(1)
  expect(await units('anna')).toBe(2)
  expect(await units('bert')).toBe('PRODUCT_NOT_FOUND')
  await guarded.stop()
})

test('a day among 50,000 orders of a year is summed by an index of ids', async () => {
  await sql`
    insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, created_at)
    select uuidv7(placed - clock_timestamp()), ${product_id}, 1, 'buyer-' || n % 200, 1, 1, placed
    from generate_series(1, 50000) as n,
      lateral (select timestamptz '2025-01-01Z' + n * interval '632 seconds') as at (placed)`.execute(
    api.db,
  )
  await sql`vacuum (analyze) orders`.execute(api.db)
  const query = { from: '2025-06-01', to: '2025-06-01', group: 'hour' as const }
  const defaults = { timezone: 'UTC', currency: 'USD' }
  const plans = await explainQueries(api, (db) =>
    readSales(db, String(product_id), query, defaults, {}),
  )
  const scans = plans.flat().filter((node) => node['Relation Name']?.startsWith('orders'))
  expect(scans.map((node) => node['Index Name'])).toEqual([expect.stringContaining('orders_')])
  const [{ 'Actual Rows': kept = 0, 'Rows Removed by Filter': removed = 0 } = {}] = scans
  expect(kept).toBe(136)
  expect(removed).toBeLessThan(5)
})
