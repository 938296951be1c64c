import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import { dropMonth, recordArchive } from './drop-month.ts'
import { pay, settleByHand } from './settle-by-hand.ts'
import { startApp, type TestApp } from './start-app.ts'

const keys: Record<string, string> = {}
function entry(name: string, more: object) {
  const { key, hash } = makeKey()
  keys[name] = key
  return { name, hash, ...more }
}

let api: TestApp
beforeAll(async () => {
  const API_KEYS = JSON.stringify([
    entry('owner', { scopes: ['admin'] }),
    entry('reader', { scopes: ['settlements:read'] }),
    entry('shop', { scopes: ['orders:read'] }),
    entry('anna', { scopes: ['settlements:read'], merchant: 'anna' }),
  ])
  api = await startApp({ API_KEYS })
})
afterAll(() => api.stop())

async function send(key: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${keys[key]}` }
  const answer = await api.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  return answer.json()
}

test('archived months are listed with files and sums, the latest first, page by page', async () => {
  await recordArchive(api.db, '2023-12')
  await dropMonth(api.db, '2023-11')
  await recordArchive(api.db, '2024-01')
  await sql`update archives set changed_at = now() where month = '2024-01'`.execute(api.db)

  const { archives, next_cursor } = await send('reader', 'GET', '/archives?limit=2')
  expect(archives.map(({ month }: { month: string }) => month)).toEqual(['2024-01', '2023-12'])
  expect(archives[0]).toMatchObject({ changed_at: expect.any(String), dropped_at: null })
  expect(archives[1]).toEqual({
    month: '2023-12',
    archived_at: expect.any(String),
    changed_at: null,
    dropped_at: null,
    files: [
      {
        table: 'transactions',
        name: 'transactions-2023-12.csv.gz',
        bytes: 1000,
        sha256: 'ab'.repeat(32),
        rows: 1,
        sums: [{ currency: 'USD', status: 'PAID', kind: 'SALE', txn_count: 1, gross_cents: 100 }],
      },
      expect.objectContaining({ table: 'orders', rows: 0, sums: [] }),
      expect.objectContaining({ table: 'refunds', rows: 0, sums: [] }),
    ],
  })
  const rest = await send('reader', 'GET', `/archives?limit=2&cursor=${next_cursor}`)
  expect(rest).toMatchObject({
    archives: [{ month: '2023-11', dropped_at: expect.any(String) }],
    next_cursor: null,
  })
})

test('only settlements:read without a merchant lists them', async () => {
  expect((await send('shop', 'GET', '/archives')).code).toBe('FORBIDDEN')
  expect((await send('anna', 'GET', '/archives')).code).toBe('MERCHANT_KEY_REFUSED')
})

test('a dropped month stays closed: reopening any of its instants is refused, and later days are reopened', async () => {
  await pay(api.db, '2024-03-31T12:00:00Z')
  await dropMonth(api.db, '2024-03')
  const close = { through: '2024-05-31', timezone: 'UTC', force: true }
  expect((await send('owner', 'POST', '/periods/close', close)).action).toBe('CLOSE')
  const before = await send('owner', 'GET', '/periods')
  for (const through of [null, '2020-01-01', '2024-03-30']) {
    const refused = await send('owner', 'POST', '/periods/reopen', { through, reason: 'late' })
    expect(refused, `${through}`).toMatchObject({
      status: 409,
      code: 'PERIOD_ARCHIVED',
      detail: '2024-03 is archived and no longer in the database, so it stays closed',
      month: '2024-03',
    })
  }
  expect(await send('owner', 'GET', '/periods')).toEqual(before)
  const reopening = { through: '2024-03-31', reason: 'late' }
  expect(await send('owner', 'POST', '/periods/reopen', reopening)).toMatchObject({
    action: 'REOPEN',
    closed_until: '2024-04-01T00:00:00.000Z',
  })
})

test('days of a dropped month are neither settled nor compared', async () => {
  await dropMonth(api.db, '2022-03')
  const start = (body: object) => send('owner', 'POST', '/jobs/settlement', body)
  const [dropped, beside] = [
    { from: '2022-02-01', to: '2022-03-01' },
    { from: '2022-02-01', to: '2022-02-28' },
  ]
  expect((await start(dropped)).code).toBe('PERIOD_CLOSED')
  expect(await start({ ...dropped, dry_run: true })).toMatchObject({
    status: 410,
    code: 'DAY_ARCHIVED',
    month: '2022-03',
  })
  expect(await start({ ...beside, dry_run: true })).toMatchObject({ status: 'QUEUED' })
})

test('a dry run that was cancelled before its month was dropped is not retried', async () => {
  const body = { from: '2021-05-01', to: '2021-05-31', dry_run: true }
  const { job_id } = await send('owner', 'POST', '/jobs/settlement', body)
  await send('owner', 'POST', `/jobs/${job_id}/cancel`)
  await dropMonth(api.db, '2021-05')
  const refused = await send('owner', 'POST', `/jobs/${job_id}/retry`)
  expect(refused).toMatchObject({ status: 410, code: 'DAY_ARCHIVED', month: '2021-05' })
  expect((await send('owner', 'GET', `/jobs/${job_id}`)).status).toBe('CANCELLED')
})

test('a merchant whose transactions were all dropped keeps its currency, by what was settled', async () => {
  const put = (currency: string) =>
    send('owner', 'PUT', '/merchants/gone', { name: 'Gone', currency })
  await put('USD')
  await pay(api.db, '2021-07-31T23:00:00Z', 'gone')
  await settleByHand(api.db, { from: '2021-08-01', timezone: 'Asia/Tokyo' })
  await dropMonth(api.db, '2021-07')
  expect(await put('EUR')).toMatchObject({ code: 'CURRENCY_IN_USE', currency: 'USD' })
})

test('a merchant whose dropped orders were never settled keeps its currency, by their units', async () => {
  const put = (currency: string) =>
    send('owner', 'PUT', '/merchants/unsettled', { name: 'Unsettled', currency })
  await put('USD')
  const product = { name: 'Shirt', merchant_id: 'unsettled', price_cents: 100, stock: 1 }
  const { id } = await send('owner', 'POST', '/products', product)
  await dropMonth(api.db, '2021-09')
  await sql`insert into archived_units values ('2021-09', ${id}, 0, 0)`.execute(api.db)
  expect(await put('EUR')).toMatchObject({ code: 'CURRENCY_IN_USE', currency: 'USD' })
})
