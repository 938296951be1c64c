import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

const order = '01980000-0000-7000-8000-000000000001'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
  await sql`insert into merchants (id, name, currency) values ('yen', 'Yen', 'JPY')`.execute(api.db)
  await sql`insert into transactions
      (id, merchant_id, amount_cents, fee_cents, status, kind, paid_at, created_at, order_id, external_id, source)
    overriding system value values
    (1, 'a', 900, 30, 'PAID', 'SALE', '2025-01-10 00:00:00Z', '2025-01-10Z', ${order}, null, 'order'),
    (2, 'a', -400, 0, 'PAID', 'REFUND', '2025-01-10 23:59:59.999999Z', '2025-01-11Z', ${order}, null, 'order'),
    (3, 'a', 100, 1, 'PAID', 'SALE', '2025-01-10 12:00:00Z', '2025-01-11Z', null, 'card-1', 'stripe'),
    (4, 'a', 200, 2, 'PAID', 'SALE', '2025-01-09 23:59:59.999999Z', '2025-01-11Z', null, 'card-2', 'stripe'),
    (5, 'a', 300, 3, 'PAID', 'ADJUSTMENT', '2025-01-11 00:00:00Z', '2025-01-11Z', null, null, null),
    (6, 'a', 5, 0, 'FAILED', 'SALE', '2025-01-10 12:00:00Z', '2025-01-11Z', null, null, null),
    (7, 'a', 6, 0, 'PENDING', 'SALE', null, '2025-01-11Z', null, 'card-7', null),
    (8, 'a', 7, 0, 'PENDING', 'SALE', null, '2025-01-11Z', null, null, null),
    (9, 'a', 8, 0, 'PENDING', 'SALE', '2025-01-10 12:00:00Z', '2025-01-11Z', null, null, null),
    (10, 'yen', 9007199254740993, 1, 'PAID', 'SALE', '2025-01-10 12:00:00Z', '2025-01-11Z', null, 'card-1', null),
    (-9007199254740993, 'yen', -9007199254740993, -7, 'PAID', 'SALE', 'infinity', '2025-01-11Z', null, null, null)`.execute(
    api.db,
  )
  await sql`alter table transactions alter id restart with 100`.execute(api.db)
})
afterAll(() => api.stop())

interface Page {
  transactions: { id: number | string }[]
  next_cursor: string | null
}

async function get(query: Record<string, string>): Promise<Page> {
  const answer = await api.app.inject({ url: '/transactions', query })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

async function ids(query: Record<string, string>): Promise<(number | string)[]> {
  return (await get(query)).transactions.map(({ id }) => id)
}

/** The ids of all pages, and what `between` does before each but the first. */
async function walk(
  query: Record<string, string>,
  between: () => Promise<unknown> = async () => {},
) {
  const seen: (number | string)[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    if (cursor !== undefined) await between()
    const page = await get({ ...query, ...(cursor ? { cursor } : {}) })
    seen.push(...page.transactions.map(({ id }) => id))
    cursor = page.next_cursor
  }
  return seen
}

async function refusal(query: Record<string, string>) {
  const answer = await api.app.inject({ url: '/transactions', query })
  return [answer.statusCode, answer.json().errors?.[0]]
}

test("a merchant's day has its PAID transactions in the order in which they were paid, to the microsecond", async () => {
  expect(await ids({ merchant_id: 'a', date: '2025-01-10' })).toEqual([1, 3, 2])
  expect(await ids({ merchant_id: 'a', date: '2025-01-09' })).toEqual([4])
  expect(await ids({ merchant_id: 'nobody', date: '2025-01-10' })).toEqual([])
})

test('a day is cut in the zone of the request', async () => {
  const day = { merchant_id: 'a', date: '2025-01-10' }
  // From 10:00 UTC of the day before.
  expect(await ids({ ...day, timezone: 'Pacific/Kiritimati' })).toEqual([4, 1])
  expect(await ids({ ...day, timezone: 'America/New_York' })).toEqual([3, 2, 5])
})

test('a transaction has its net, its currency and where it comes from', async () => {
  const { transactions } = await get({ merchant_id: 'a', date: '2025-01-10' })
  expect(transactions[2]).toEqual({
    id: 2,
    merchant_id: 'a',
    kind: 'REFUND',
    status: 'PAID',
    amount_cents: -400,
    fee_cents: 0,
    net_cents: -400,
    currency: 'USD',
    paid_at: '2025-01-10T23:59:59.999Z',
    created_at: '2025-01-11T00:00:00.000Z',
    order_id: order,
    external_id: null,
    source: 'order',
    import_id: null,
    relates_to: null,
  })
})

test('what JSON would round is a string of digits; a transaction that is never paid has no time', async () => {
  const { transactions } = await get({ merchant_id: 'yen' })
  expect(transactions).toMatchObject([
    { id: 10, amount_cents: '9007199254740993', net_cents: '9007199254740992', currency: 'JPY' },
    {
      id: '-9007199254740993',
      amount_cents: '-9007199254740993',
      net_cents: -9007199254740986,
      paid_at: null,
    },
  ])
  expect(await walk({ merchant_id: 'yen', limit: '1' })).toEqual([10, '-9007199254740993'])
})

test('filters by kind, status, order and external id', async () => {
  expect(await ids({ merchant_id: 'a', kind: 'REFUND' })).toEqual([2])
  expect(await ids({ merchant_id: 'a', date: '2025-01-10', status: 'FAILED' })).toEqual([6])
  expect(await ids({ order_id: order })).toEqual([1, 2])
  expect(await ids({ order_id: order, kind: 'SALE' })).toEqual([1])
  expect(await ids({ external_id: 'card-1' })).toEqual([3, 10])
  expect(await ids({ external_id: 'card-1', merchant_id: 'yen' })).toEqual([10])
  // A lookup finds transactions of any status.
  expect(await ids({ external_id: 'card-7' })).toEqual([7])
  expect(await ids({ external_id: 'card-7', status: 'PAID' })).toEqual([])
})

test('without filters every PAID transaction of every merchant is listed', async () => {
  expect(await walk({ limit: '2' })).toEqual([4, 1, 3, 10, 2, 5, '-9007199254740993'])
  expect(await walk({ date: '2025-01-10', limit: '1' })).toEqual([1, 3, 10, 2])
})

test('transactions that are not paid come last, on pages of their own too', async () => {
  const pending = { merchant_id: 'a', status: 'PENDING' }
  for (const limit of ['1', '2', '3', '50'])
    expect(await walk({ ...pending, limit })).toEqual([9, 7, 8])
})

test('transactions that arrive meanwhile neither repeat nor displace one on the pages that follow', async () => {
  const insert = () =>
    sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
      select 'busy', 1, 0, 'PAID', '2025-01-10 12:00:00Z'::timestamptz + n * interval '1 hour'
      from generate_series(-9, 9, 3) as n`.execute(api.db)
  await insert()
  const before = await ids({ merchant_id: 'busy' })
  expect(before).toHaveLength(7)
  const seen = await walk({ merchant_id: 'busy', limit: '3' }, insert)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.filter((id) => before.includes(id))).toEqual(before)
})

test('other statuses than PAID need a merchant: 400', async () => {
  const errors = {
    path: '/querystring/merchant_id',
    message: 'is needed with status FAILED',
  }
  expect(await refusal({ status: 'FAILED' })).toEqual([400, errors])
  expect(await refusal({ status: 'FAILED', date: '2025-01-10' })).toEqual([400, errors])
})

test.each([
  ['of another list', ['b', '2025-01-01']],
  ['with a time that does not exist', ['2025-13-45 00:00:00+00', '1']],
  ['with a time beyond all times', ['999999-01-01 00:00:00+00', '1']],
  ['with no time', ['noon', '1']],
  ['with an id beyond 64 bits', ['2025-01-01 00:00:00+00', '9999999999999999999']],
  ['with an id below 64 bits', ['', '-9999999999999999999']],
])('a cursor %s is refused: 400', async (_, key) => {
  const cursor = Buffer.from(JSON.stringify(key)).toString('base64url')
  expect(await refusal({ merchant_id: 'a', status: 'PENDING', cursor })).toEqual([
    400,
    { path: '/querystring/cursor', message: 'is not the next_cursor of a page' },
  ])
})

test.each([
  { date: '2025-02-30' },
  { date: '0000-01-01' },
  { timezone: 'Mars/Olympus' },
  // Node.js knows it, the database does not.
  { date: '2025-01-10', timezone: 'Canada/East-Saskatchewan' },
  { kind: 'GIFT' },
  { order_id: 'urn:uuid:01980000-0000-7000-8000-000000000001' },
  { external_id: 'a\0' },
  { limit: '201' },
  { merchant: 'a' },
])('400: %j', async (query) => {
  expect((await refusal(query))[0]).toBe(400)
})
