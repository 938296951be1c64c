import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

const job = '01980000-0000-7000-8000-000000000001'

/** By code point, the order of lists. */
const merchants = [
  '\u0001'.repeat(128),
  '\n',
  ' ',
  '"',
  `"'\\"`.repeat(32),
  '%',
  "'; drop table settlements; --",
  '-',
  '[]',
  'a\r\nb',
  'null',
  'ä'.repeat(128),
  '\u2028',
  '\ufeffbom',
  '\uffff',
  '😀'.repeat(127),
  '😀'.repeat(128),
  '\u{10ffff}'.repeat(128),
]

let api: TestApp
beforeAll(async () => {
  api = await startApp()
  const { db } = api
  await sql`insert into settlements select merchant, '2025-01-01', 1, 0, 1, 1, now(), ${job}
    from unnest(${merchants}::text[]) as merchant`.execute(db)
  await sql`insert into jobs (id, status, from_date, to_date, timezone, range_start, range_end, finished_at, proof)
    values (${job}, 'COMPLETED', '2025-01-01', '2025-01-31', 'UTC', '2025-01-01Z', '2025-02-01Z', now(), '{}')`.execute(
    db,
  )
  await sql`insert into settlement_changes (run_id, merchant_id, date)
    select ${job}, merchant, '2025-01-01' from unnest(${merchants}::text[]) as merchant`.execute(db)
})
afterAll(() => api.stop())

test.each([
  ['/settlements', 'settlements'],
  [`/jobs/${job}/diff`, 'changes'],
])('pages of 1 from %s return every merchant that the table accepts, once', async (url, items) => {
  const seen: string[] = []
  let cursor: string | null | undefined
  do {
    const query = { limit: '1', ...(cursor ? { cursor } : {}) }
    const answer = await api.app.inject({ url, query })
    expect(answer.statusCode, answer.body).toBe(200)
    const page = answer.json()
    seen.push(...page[items].map((row: { merchant_id: string }) => row.merchant_id))
    cursor = page.next_cursor
  } while (cursor)
  expect(seen).toEqual(merchants)
})

test('a page of the 200 widest merchants has less than 200 kB', async () => {
  await sql`insert into settlements select repeat('😀', 127) || chr(20000 + n), '2025-02-01', 1, 0, 1, 1, now(), ${job}
    from generate_series(1, 200) as n`.execute(api.db)
  const query = { limit: '200', from: '2025-02-01' }
  const answer = await api.app.inject({ url: '/settlements', query })
  expect(answer.json().settlements).toHaveLength(200)
  expect(answer.rawPayload.length).toBeLessThan(200_000)
})

test('products of merchants that could not be named today are read, listed, changed and sold', async () => {
  for (const merchant of ['two words', '\n', 'a\u00a0b', '😀'.repeat(128)]) {
    const { id } = await api.db
      .insertInto('products')
      .values({ name: 'Old', merchant_id: merchant, price_cents: 5, stock: 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    const product = { id: Number(id), merchant_id: merchant }
    expect((await api.app.inject(`/products/${id}`)).json()).toMatchObject(product)
    const listed = await api.app.inject({ url: '/products', query: { merchant_id: merchant } })
    expect(listed.json().products).toMatchObject([product])
    const change = { method: 'PATCH', url: `/products/${id}`, payload: { name: 'New' } } as const
    expect((await api.app.inject(change)).json()).toMatchObject({ ...product, name: 'New' })
    const order = { product_id: Number(id), quantity: 1, buyer_id: 'ann' }
    const placed = await api.app.inject({ method: 'POST', url: '/orders', payload: order })
    expect(placed.statusCode).toBe(201)
  }
})
