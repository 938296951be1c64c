import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

const job = '01980000-0000-7000-8000-000000000001'
const earlier = '01980000-0000-7000-8000-000000000002'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
  await sql`insert into settlements select m, '2025-01-01'::date + d, 100 * d + 7, d, 99 * d + 7, 1,
    '2025-02-01T00:00:00.123456Z', ${job} from unnest(array['a', 'B', 'ö']) as m, generate_series(0, 2) as d`.execute(
    api.db,
  )
  await sql`insert into settlements values
    ('huge', '2025-03-01', 9007199254740993, 0, 9007199254740993, 1, now(), ${job})`.execute(api.db)
  await sql`insert into settlements values
    ('refunds', '2025-03-01', -9007199254740993, -7, -9007199254740986, 3, now(), ${job},
      9007199254740993, 2, 'EUR')`.execute(api.db)
  await sql`insert into jobs (id, status, from_date, to_date, timezone, range_start, range_end, finished_at, proof)
    values (${job}, 'COMPLETED', '2025-01-01', '2025-01-31', 'UTC', '2025-01-01Z', '2025-02-01Z', now(), '{}'),
      (${earlier}, 'FAILED', '2025-01-01', '2025-01-31', 'UTC', '2025-01-01Z', '2025-02-01Z', now(), null)`.execute(
    api.db,
  )
  await sql`insert into settlement_changes values
    (${job}, 'a', '2025-01-01', ${earlier}, 100, 10, 90, 2, 9007199254740993, 7, 9007199254740986, 3),
    (${job}, 'a', '2025-01-02', ${earlier}, 100, 10, 90, 2, null, null, null, null),
    (${job}, 'b', '2025-01-01', null, null, null, null, null, 5, 1, 4, 1)`.execute(api.db)
  await sql`insert into settlement_changes values
    (${job}, 'c', '2025-01-01', ${earlier}, 70, 1, 69, 2, 20, 1, 19, 3, 30, 1, 'EUR', 80, 2, 'EUR')`.execute(
    api.db,
  )
})
afterAll(() => api.stop())

async function get(url: string, query: Record<string, string> = {}) {
  const answer = await api.app.inject({ url, query })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

async function keys(query: Record<string, string>): Promise<string[]> {
  const { settlements } = await get('/settlements', query)
  return settlements.map((row: { merchant_id: string; date: string }) => row.merchant_id + row.date)
}

test('pages of settled days are ordered by merchant, byte by byte, and date, without gap or repeat', async () => {
  const seen: string[] = []
  let cursor: string | null | undefined
  do {
    const page = await get('/settlements', { limit: '2', ...(cursor ? { cursor } : {}) })
    seen.push(...page.settlements.map((row: { merchant_id: string }) => row.merchant_id))
    cursor = page.next_cursor
  } while (cursor)
  expect(seen).toEqual(['B', 'B', 'B', 'a', 'a', 'a', 'huge', 'refunds', 'ö', 'ö', 'ö'])
})

test('a settled day equals its row; a sum that JSON would round is a string of digits', async () => {
  const { settlements } = await get('/settlements', {
    merchant_id: 'a',
    from: '2025-01-02',
    limit: '1',
  })
  expect(settlements).toEqual([
    {
      merchant_id: 'a',
      date: '2025-01-02',
      gross_cents: 107,
      fee_cents: 1,
      net_cents: 106,
      txn_count: 1,
      generated_at: '2025-02-01T00:00:00.123Z',
      unique_run_id: job,
      refund_cents: 0,
      refund_count: 0,
      // That of CURRENCY: settled before currencies were kept.
      currency: 'USD',
    },
  ])
  const refunds = await get('/settlements', { merchant_id: 'refunds' })
  expect(refunds.settlements).toMatchObject([
    {
      gross_cents: '-9007199254740993',
      fee_cents: -7,
      txn_count: 3,
      refund_cents: '9007199254740993',
      refund_count: 2,
      currency: 'EUR',
    },
  ])
  const huge = await get('/settlements', { merchant_id: 'huge' })
  expect(huge.settlements[0].gross_cents).toBe('9007199254740993')
})

test('filters by merchant and days, both included', async () => {
  expect(await keys({ merchant_id: 'a', to: '2025-01-02' })).toEqual(['a2025-01-01', 'a2025-01-02'])
  expect(await keys({ from: '2025-01-03', to: '2025-01-03' })).toEqual([
    'B2025-01-03',
    'a2025-01-03',
    'ö2025-01-03',
  ])
  expect(await keys({ merchant_id: 'nobody' })).toEqual([])
})

const noRefunds = { refund_cents: 0, refund_count: 0 }

test('a diff has before, after and the difference of each merchant and day', async () => {
  const diff = await get(`/jobs/${job}/diff`)
  expect(diff).toMatchObject({ job_id: job, next_cursor: null })
  expect(diff.changes).toEqual([
    {
      merchant_id: 'a',
      date: '2025-01-01',
      replaced_run_id: earlier,
      before: {
        gross_cents: 100,
        fee_cents: 10,
        net_cents: 90,
        txn_count: 2,
        ...noRefunds,
        currency: 'USD',
      },
      after: {
        gross_cents: '9007199254740993',
        fee_cents: 7,
        net_cents: 9007199254740986,
        txn_count: 3,
        ...noRefunds,
        currency: 'USD',
      },
      change: {
        gross_cents: 9007199254740893,
        fee_cents: -3,
        net_cents: 9007199254740896,
        txn_count: 1,
        ...noRefunds,
      },
    },
    {
      merchant_id: 'a',
      date: '2025-01-02',
      replaced_run_id: earlier,
      before: {
        gross_cents: 100,
        fee_cents: 10,
        net_cents: 90,
        txn_count: 2,
        ...noRefunds,
        currency: 'USD',
      },
      after: null,
      change: { gross_cents: -100, fee_cents: -10, net_cents: -90, txn_count: -2, ...noRefunds },
    },
    {
      merchant_id: 'b',
      date: '2025-01-01',
      replaced_run_id: null,
      before: null,
      after: {
        gross_cents: 5,
        fee_cents: 1,
        net_cents: 4,
        txn_count: 1,
        ...noRefunds,
        currency: 'USD',
      },
      change: { gross_cents: 5, fee_cents: 1, net_cents: 4, txn_count: 1, ...noRefunds },
    },
    {
      merchant_id: 'c',
      date: '2025-01-01',
      replaced_run_id: earlier,
      before: {
        gross_cents: 70,
        fee_cents: 1,
        net_cents: 69,
        txn_count: 2,
        refund_cents: 30,
        refund_count: 1,
        currency: 'EUR',
      },
      after: {
        gross_cents: 20,
        fee_cents: 1,
        net_cents: 19,
        txn_count: 3,
        refund_cents: 80,
        refund_count: 2,
        currency: 'EUR',
      },
      change: {
        gross_cents: -50,
        fee_cents: 0,
        net_cents: -50,
        txn_count: 1,
        refund_cents: 50,
        refund_count: 1,
      },
    },
  ])
})

test('a diff comes in pages', async () => {
  const first = await get(`/jobs/${job}/diff`, { limit: '2' })
  const second = await get(`/jobs/${job}/diff`, { limit: '2', cursor: first.next_cursor })
  expect(first.changes).toHaveLength(2)
  expect(second.changes.map(({ merchant_id }: { merchant_id: string }) => merchant_id)).toEqual([
    'b',
    'c',
  ])
  expect(second.next_cursor).toBeNull()
})

test('a job that has not completed has no diff: 409', async () => {
  const refused = await api.app.inject(`/jobs/${earlier}/diff`)
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'JOB_NOT_COMPLETED'])
})
