import { createProof } from '@order-settlement/testing/create-proof.ts'
import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import { startApp, type TestApp } from './start-app.ts'

const keys: Record<string, string> = {}
function entry(name: string, merchant?: string) {
  const { key, hash } = makeKey()
  keys[name] = key
  return { name, hash, scopes: ['admin'], ...(merchant === undefined ? {} : { merchant }) }
}

const unknownId = '0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10'
const unknown = { merchant: 'nobody', product: '999999', held: unknownId, sold: unknownId }
/** Ids of another merchant, which the bound key guesses. */
let theirs: typeof unknown
let job: string
let api: TestApp
beforeAll(async () => {
  api = await startApp({ API_KEYS: JSON.stringify([entry('anna', 'anna'), entry('owner')]) })
  // As long as the unknown one, and part of no other id.
  await sql`alter table products alter column id restart with 777777`.execute(api.db)
  for (const id of ['anna', 'bert']) await create('PUT', `/merchants/${id}`, { name: id })
  const described = { name: 'Shirt', merchant_id: 'bert', price_cents: 100, stock: 50 }
  const product = String((await create('POST', '/products', described)).id)
  const order = { product_id: Number(product), quantity: 2, buyer_id: 'carl' }
  const { id: sold } = await create('POST', '/orders', order)
  const { id: held } = await create('POST', '/orders', { ...order, hold_seconds: 3600 })
  theirs = { merchant: 'bert', product, held, sold }
  job = await addJob()
})
afterAll(() => api.stop())

async function create(method: 'POST' | 'PUT', url: string, payload: object) {
  const answer = await send('owner', { method, url, payload })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}

function send(key: string, options: InjectOptions) {
  return api.app.inject({ ...options, headers: { authorization: `Bearer ${keys[key]}` } })
}

/** A completed job that settled and changed a day of both merchants. */
async function addJob(): Promise<string> {
  const proof = createProof({ txn_count: 7, gross_cents: 700, fee_cents: 0, net_cents: 700 })
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end, started_at, finished_at, proof,
      processed, total, error, created_by, published_no)
    values ('COMPLETED', '2025-01-09', '2025-01-09', 'UTC', '2025-01-09Z', '2025-01-10Z', now(), now(),
      ${JSON.stringify(proof)}, 7, 7, 'bert', 'finance', 1)
    returning id`.execute(api.db)
  const id = rows[0]?.id ?? ''
  await sql`insert into settlements
    select merchant, '2025-01-09', 100, 3, 97, 1, now(), ${id} from unnest(array['anna', 'bert']) as merchant`.execute(
    api.db,
  )
  await sql`insert into settlement_changes
    select ${id}, merchant, '2025-01-09', null, 90, 3, 87, 1, 100, 3, 97, 1
    from unnest(array['anna', 'bert']) as merchant`.execute(api.db)
  return id
}

type Ids = typeof unknown
type Attack = (ids: Ids) => { path: string; body?: object }

/** A request for what may be another merchant's, of each route that bound keys may use. */
const attacks: Record<string, Attack[]> = {
  'GET /merchants': [({ merchant }) => ({ path: `/merchants?q=${merchant}` })],
  'GET /merchants/:id': [({ merchant }) => ({ path: `/merchants/${merchant}` })],
  'PUT /merchants/:id': [
    ({ merchant }) => ({ path: `/merchants/${merchant}`, body: { name: 'Mine' } }),
  ],
  'GET /products': [({ merchant }) => ({ path: `/products?merchant_id=${merchant}` })],
  'POST /products': [
    ({ merchant }) => ({
      path: '/products',
      body: { name: 'Mine', merchant_id: merchant, price_cents: 1 },
    }),
  ],
  'GET /products/:id': [({ product }) => ({ path: `/products/${product}` })],
  'PATCH /products/:id': [
    ({ product }) => ({ path: `/products/${product}`, body: { price_cents: 1 } }),
    ({ product }) => ({ path: `/products/${product}`, body: { sale_ends_at: '0000-01-01Z' } }),
  ],
  'POST /products/:id/stock': [
    ({ product }) => ({ path: `/products/${product}/stock`, body: { delta: 1, reason: 'r' } }),
    ({ product }) => ({ path: `/products/${product}/stock`, body: { delta: -900, reason: 'r' } }),
  ],
  'GET /products/:id/stock-movements': [
    ({ product }) => ({ path: `/products/${product}/stock-movements` }),
  ],
  'GET /products/:id/sales': [
    ({ product }) => ({
      path: `/products/${product}/sales?from=2025-01-09&to=2025-01-09&group=day`,
    }),
  ],
  'GET /orders': [
    ({ product }) => ({ path: `/orders?product_id=${product}` }),
    ({ sold }) => ({ path: `/orders?buyer_id=${sold === unknownId ? 'nobody' : 'carl'}` }),
  ],
  'POST /orders': [
    ({ product }) => ({
      path: '/orders',
      body: { product_id: Number(product), quantity: 1, buyer_id: 'anna' },
    }),
    ({ product }) => ({
      path: '/orders',
      body: { product_id: Number(product), quantity: 9999, buyer_id: 'anna' },
    }),
  ],
  'GET /orders/:id': [({ sold }) => ({ path: `/orders/${sold}` })],
  'POST /orders/:id/confirm': [
    ({ held }) => ({ path: `/orders/${held}/confirm`, body: {} }),
    ({ sold }) => ({ path: `/orders/${sold}/confirm`, body: {} }),
  ],
  'POST /orders/:id/cancel': [
    ({ held }) => ({ path: `/orders/${held}/cancel`, body: {} }),
    ({ sold }) => ({ path: `/orders/${sold}/cancel`, body: {} }),
  ],
  'POST /orders/:id/refunds': [
    ({ held }) => ({ path: `/orders/${held}/refunds`, body: { amount_cents: 1 } }),
    ({ sold }) => ({ path: `/orders/${sold}/refunds`, body: { amount_cents: 1 } }),
    ({ sold }) => ({ path: `/orders/${sold}/refunds`, body: { amount_cents: 999_999 } }),
  ],
  'GET /orders/:id/refunds': [({ sold }) => ({ path: `/orders/${sold}/refunds` })],
  'GET /transactions': [
    ({ merchant }) => ({ path: `/transactions?merchant_id=${merchant}` }),
    ({ merchant }) => ({ path: `/transactions?merchant_id=${merchant}&status=PENDING` }),
    ({ sold }) => ({ path: `/transactions?order_id=${sold}` }),
  ],
  'GET /settlements/:merchant_id/:date': [
    ({ merchant }) => ({ path: `/settlements/${merchant}/2025-01-09` }),
  ],
  'GET /settlements/:merchant_id/:date/changes': [
    ({ merchant }) => ({ path: `/settlements/${merchant}/2025-01-09/changes` }),
  ],
  'GET /merchants/:id/statement': [
    ({ merchant }) => ({ path: `/merchants/${merchant}/statement?from=2025-01-09&to=2025-01-09` }),
  ],
  'GET /settlements': [({ merchant }) => ({ path: `/settlements?merchant_id=${merchant}` })],
}

/** Routes whose ids and days are of jobs, which settle all merchants. */
const ofJobs = [
  'GET /settlements/days',
  'GET /jobs',
  'GET /jobs/:id',
  'GET /jobs/:id/diff',
  'POST /jobs/:id/download-url',
  'GET /downloads/:name',
]

test('every route that a bound key may use is attacked below', () => {
  const limited = api.app.routes
    .filter(({ options }) => options.config?.merchantKeys === 'limited')
    .flatMap(({ url, methods }) => methods.map((method) => `${method} ${url}`))
    .filter((route) => !route.startsWith('HEAD '))
  expect(limited.toSorted()).toEqual([...Object.keys(attacks), ...ofJobs].toSorted())
})

/** All that belongs to the other merchant. */
async function read(): Promise<unknown> {
  const { rows } = await sql`select
    (select json_agg(merchants order by id) from merchants) as merchants,
    (select json_agg(products order by id) from products) as products,
    (select json_agg(orders order by id) from orders) as orders,
    (select json_agg(stock_movements order by id) from stock_movements) as movements,
    (select json_agg(transactions order by id) from transactions) as transactions`.execute(api.db)
  return rows
}

test.each(Object.keys(attacks))(
  "%s: another merchant's id is answered as an unknown one, and nothing changes",
  async (route) => {
    const before = await read()
    for (const attack of attacks[route] ?? []) {
      const [guessed, made] = await Promise.all(
        [theirs, unknown].map(async (ids) => {
          const { path, body } = attack(ids)
          const method = route.split(' ')[0] as 'GET'
          const request = { method, url: path, ...(body ? { payload: body } : {}) }
          const answer = await send('anna', request)
          const headers = Object.keys(answer.headers)
          return { status: answer.statusCode, headers, body: hide(answer.body, ids) }
        }),
      )
      expect(guessed).toEqual(made)
      const isList = made?.status === 200
      expect(isList ? made?.body : made?.status).toEqual(
        isList
          ? expect.stringMatching(/^\{"\w+":\[\],"next_cursor":null\}$/)
          : expect.toBeOneOf([400, 403, 404]),
      )
    }
    expect(await read()).toEqual(before)
  },
)

function hide(body: string, ids: Ids): string {
  return Object.values(ids).reduce((text, id) => text.replaceAll(id, '#'), body)
}

test('a bound key sees the state and the days of jobs, and nothing of what they settled for others', async () => {
  const seen = (await send('anna', { url: `/jobs/${job}` })).json()
  const full = (await send('owner', { url: `/jobs/${job}` })).json()
  expect(full).toMatchObject({ processed: 7, total: 7, created_by: 'finance', error: 'bert' })
  expect(seen).toEqual({
    ...full,
    processed: 0,
    total: 0,
    rows_per_second: null,
    error: null,
    proof: null,
    created_by: null,
  })
  expect(seen).toMatchObject({ status: 'COMPLETED', from: '2025-01-09', progress: 100 })
  const page = (await send('anna', { url: '/jobs?status=COMPLETED&from=2025-01-09' })).json()
  expect(page).toEqual({ jobs: [seen], next_cursor: null })
  const answer = await send('anna', { url: `/jobs/${unknownId}` })
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'JOB_NOT_FOUND'])
})

test.each(['', `?against=`])('a bound key sees its own changes in a diff%s', async (query) => {
  const against = query ? await addEarlierJob() : ''
  const changes = async (key: string, cursor = '') => {
    const separator = query ? '&' : '?'
    const url = `/jobs/${job}/diff${query}${against}${cursor && `${separator}cursor=${cursor}`}`
    const { changes, next_cursor } = (await send(key, { url })).json()
    return { next_cursor, merchants: changes.map((it: { merchant_id: string }) => it.merchant_id) }
  }
  expect(await changes('owner')).toEqual({ next_cursor: null, merchants: ['anna', 'bert'] })
  expect(await changes('anna')).toEqual({ next_cursor: null, merchants: ['anna'] })
  const before = Buffer.from(JSON.stringify(['anna', '2025-01-09'])).toString('base64url')
  expect(await changes('owner', before)).toEqual({ next_cursor: null, merchants: ['bert'] })
  expect(await changes('anna', before)).toEqual({ next_cursor: null, merchants: [] })
})

async function addEarlierJob(): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end, finished_at, proof, published_no)
    values ('COMPLETED', '2025-01-09', '2025-01-09', 'UTC', '2025-01-09Z', '2025-01-10Z', now(), '{}', 0)
    returning id`.execute(api.db)
  return rows[0]?.id ?? ''
}

test('a file that does not exist is not found for a bound key, and no URL is signed for it', async () => {
  const payload = { lifetime: 60 }
  const answers = await Promise.all([
    send('anna', { url: `/downloads/${unknownId}.csv` }),
    // Completed, but its file is gone.
    send('anna', { url: `/downloads/${job}.csv` }),
    send('anna', { method: 'POST', url: `/jobs/${unknownId}/download-url`, payload }),
  ])
  for (const { statusCode, json } of answers)
    expect([statusCode, json().code]).toEqual([404, 'DOWNLOAD_NOT_FOUND'])
})
