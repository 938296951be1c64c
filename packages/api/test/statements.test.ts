import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'
import { insertDays, insertJob } from './statement-jobs.ts'

const none = {
  gross_cents: 0,
  fee_cents: 0,
  net_cents: 0,
  txn_count: 0,
  refund_cents: 0,
  refund_count: 0,
}

let api: TestApp
beforeAll(async () => {
  api = await startApp()
  const job = await insertJob(api.db, { from: '2024-01-01', to: '2024-12-31' })
  await insertJob(api.db, { from: '2025-01-01', to: '2025-01-31' })
  await insertDays(api.db, job, [
    { merchant: 'anna', date: '2024-01-31', gross: 300, fee: 9, count: 3 },
    {
      merchant: 'anna',
      date: '2024-02-01',
      gross: 150,
      fee: 10,
      count: 2,
      refunded: 50,
      refunds: 1,
    },
    { merchant: 'anna', date: '2024-02-29', gross: 50, fee: 1 },
    { merchant: 'anna', date: '2024-03-01', gross: 7 },
    { merchant: 'anna', date: '2024-12-29', gross: 1 },
    { merchant: 'anna', date: '2024-12-30', gross: 2 },
    { merchant: 'anna', date: '2025-01-01', gross: 4 },
    { merchant: 'anna', date: '2025-01-05', gross: 8 },
    { merchant: 'anna', date: '2025-01-06', gross: 16 },
  ])
})
afterAll(() => api.stop())

function send(query: Record<string, string>, merchant = 'anna', headers = {}) {
  return api.app.inject({ url: `/merchants/${merchant}/statement`, query, headers })
}

async function read(query: Record<string, string>, merchant = 'anna') {
  const answer = await send(query, merchant)
  expect([answer.statusCode, answer.body]).toEqual([200, expect.anything()])
  return answer.json()
}

test('February of a leap year by month: its sums, those of January, and the difference to the cent', async () => {
  expect(await read({ from: '2024-02-01', to: '2024-02-29', group: 'month' })).toEqual({
    merchant_id: 'anna',
    currency: 'USD',
    from: '2024-02-01',
    to: '2024-02-29',
    group: 'month',
    timezones: ['UTC'],
    unsettled_dates: [],
    rows: [
      {
        from: '2024-02-01',
        to: '2024-02-29',
        gross_cents: 200,
        fee_cents: 11,
        net_cents: 189,
        txn_count: 3,
        refund_cents: 50,
        refund_count: 1,
        settled: true,
        timezones: ['UTC'],
      },
    ],
    totals: {
      gross_cents: 200,
      fee_cents: 11,
      net_cents: 189,
      txn_count: 3,
      refund_cents: 50,
      refund_count: 1,
    },
    previous: {
      from: '2024-01-01',
      to: '2024-01-31',
      totals: { ...none, gross_cents: 300, fee_cents: 9, net_cents: 291, txn_count: 3 },
      timezones: ['UTC'],
      unsettled_date_count: 0,
    },
    difference: {
      absolute: {
        gross_cents: -100,
        fee_cents: 2,
        net_cents: -102,
        txn_count: 0,
        refund_cents: 50,
        refund_count: 1,
      },
      percent: {
        gross_cents: '-33.33',
        fee_cents: '22.22',
        net_cents: '-35.05',
        txn_count: '0.00',
        refund_cents: null,
        refund_count: null,
      },
    },
  })
})

describe('the rows', () => {
  test('are ISO weeks from Monday on, cut to the range, also over the change of the year', async () => {
    const { rows } = await read({ from: '2024-12-29', to: '2025-01-07', group: 'week' })
    expect(
      rows.map(({ from, to, gross_cents }: Record<string, unknown>) => [from, to, gross_cents]),
    ).toEqual([
      ['2024-12-29', '2024-12-29', 1],
      ['2024-12-30', '2025-01-05', 14],
      ['2025-01-06', '2025-01-07', 16],
    ])
  })

  test('are calendar months, cut to the range', async () => {
    const { rows } = await read({ from: '2024-01-31', to: '2024-03-01', group: 'month' })
    expect(
      rows.map(({ from, to, gross_cents }: Record<string, unknown>) => [from, to, gross_cents]),
    ).toEqual([
      ['2024-01-31', '2024-01-31', 300],
      ['2024-02-01', '2024-02-29', 200],
      ['2024-03-01', '2024-03-01', 7],
    ])
  })

  test('are days unless group says otherwise, with 0 where the merchant had no transactions', async () => {
    const { group, rows } = await read({ from: '2024-02-28', to: '2024-03-01' })
    expect(group).toBe('day')
    expect(
      rows.map(({ from, to, gross_cents }: Record<string, unknown>) => [from, to, gross_cents]),
    ).toEqual([
      ['2024-02-28', '2024-02-28', 0],
      ['2024-02-29', '2024-02-29', 50],
      ['2024-03-01', '2024-03-01', 7],
    ])
  })
})

test.each([
  // Whole months: as many months, however long.
  ['2024-03-01', '2024-03-31', '2024-02-01', '2024-02-29'],
  ['2025-03-01', '2025-03-31', '2025-02-01', '2025-02-28'],
  ['2025-01-01', '2025-03-31', '2024-10-01', '2024-12-31'],
  ['2024-01-01', '2024-12-31', '2023-01-01', '2023-12-31'],
  ['2025-02-01', '2025-02-28', '2025-01-01', '2025-01-31'],
  // Anything else: as many days.
  ['2024-02-01', '2024-02-28', '2024-01-04', '2024-01-31'],
  ['2024-03-02', '2024-03-31', '2024-02-01', '2024-03-01'],
  ['2024-03-01', '2024-03-01', '2024-02-29', '2024-02-29'],
  ['2024-01-02', '2025-01-01', '2023-01-01', '2024-01-01'],
  ['0001-02-01', '0001-02-28', '0001-01-01', '0001-01-31'],
  ['9999-12-01', '9999-12-31', '9999-11-01', '9999-11-30'],
])('the period before %s to %s is %s to %s', async (from, to, before, until) => {
  const { previous } = await read({ from, to, group: 'week' })
  expect([previous.from, previous.to]).toEqual([before, until])
})

describe('a date is settled', () => {
  beforeAll(async () => {
    const job = await insertJob(api.db, { from: '2023-05-01', to: '2023-05-03' })
    await insertDays(api.db, job, [{ merchant: 'anna', date: '2023-05-01', gross: 5 }])
    await insertJob(api.db, { from: '2023-05-03', to: '2023-05-04' })
    await insertJob(api.db, { from: '2023-05-05', dry_run: true })
    await insertJob(api.db, { from: '2023-05-06', status: 'FAILED' })
    await insertJob(api.db, { from: '2023-05-07', status: 'RUNNING' })
  })

  test('if a completed job covers it, but no dry run, and no failed or running one', async () => {
    const statement = await read({ from: '2023-05-01', to: '2023-05-07', group: 'day' })
    expect(statement.unsettled_dates).toEqual(['2023-05-05', '2023-05-06', '2023-05-07'])
    expect(statement.rows.map(({ settled }: { settled: boolean }) => settled)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ])
    expect(statement.previous).toMatchObject({ unsettled_date_count: 7, timezones: [] })
  })

  test('a week with one date that is not is not settled', async () => {
    const { rows } = await read({ from: '2023-05-01', to: '2023-05-07', group: 'week' })
    expect(rows).toMatchObject([{ gross_cents: 5, settled: false, timezones: ['UTC'] }])
  })

  test('the unsettled dates of the period before are counted', async () => {
    const { previous } = await read({ from: '2023-05-05', to: '2023-05-08' })
    expect(previous).toMatchObject({ from: '2023-05-01', unsettled_date_count: 0 })
    const later = await read({ from: '2023-05-08', to: '2023-05-14' })
    expect(later.previous).toMatchObject({ from: '2023-05-01', unsettled_date_count: 3 })
  })
})

test('days that were cut in different zones name them, of several jobs the one published last', async () => {
  const utc = await insertJob(api.db, { from: '2023-06-01', to: '2023-06-10' })
  const rome = await insertJob(api.db, {
    from: '2023-06-04',
    to: '2023-06-05',
    timezone: 'Europe/Rome',
  })
  await insertJob(api.db, { from: '2023-06-04', timezone: 'Asia/Tokyo', dry_run: true })
  await insertDays(api.db, utc, [{ merchant: 'anna', date: '2023-06-03', gross: 1 }])
  await insertDays(api.db, rome, [{ merchant: 'anna', date: '2023-06-04', gross: 2 }])

  const statement = await read({ from: '2023-06-03', to: '2023-06-05' })
  expect(statement.timezones).toEqual(['Europe/Rome', 'UTC'])
  expect(statement.rows.map(({ timezones }: { timezones: string[] }) => timezones)).toEqual([
    ['UTC'],
    ['Europe/Rome'],
    ['Europe/Rome'],
  ])
  const next = await read({ from: '2023-06-06', to: '2023-06-08' })
  expect([next.timezones, next.previous.timezones]).toEqual([['UTC'], ['Europe/Rome', 'UTC']])
})

describe('an ETag', () => {
  const query = { from: '2024-02-01', to: '2024-02-29' }

  test('is that of the state: 304 until a day of the range, or before it, is settled again', async () => {
    const first = await send(query)
    expect(first.headers['cache-control']).toBe('private, no-cache')
    const etag = String(first.headers.etag)
    const copy = await send(query, 'anna', { 'if-none-match': etag })
    expect([copy.statusCode, copy.body, copy.headers.etag]).toEqual([304, '', etag])
    await insertDays(api.db, await insertJob(api.db, { from: '2024-01-02' }), [
      { merchant: 'anna', date: '2024-01-02', gross: 1 },
    ])
    const next = await send(query, 'anna', { 'if-none-match': etag })
    expect(next.statusCode).toBe(200)
    expect(next.headers.etag).not.toBe(etag)
    expect((await send({ ...query, group: 'week' })).headers.etag).not.toBe(next.headers.etag)
  })
})

describe('a range is refused, and the field named', () => {
  test.each([
    [{ from: '2025-01-02', to: '2025-01-01' }, 'to'],
    [{ from: '2024-01-01', to: '2025-01-01' }, 'to'],
    [{ from: '2025-02-30', to: '2025-03-01' }, 'from'],
    [{ from: '2025-01-01' }, 'to'],
    [{ to: '2025-01-01' }, 'from'],
    [{ from: '0001-01-31', to: '0001-03-28' }, 'from'],
    [{ from: '0001-01-01', to: '0001-01-31' }, 'from'],
    [{ from: '2025-01-01', to: '2025-01-01', group: 'year' }, 'group'],
    [{ from: '2025-01-01', to: '2025-01-01', currency: 'XXY' }, 'currency'],
    [{ from: '2025-01-01', to: '2025-01-01', format: 'xlsx' }, 'format'],
    [{ from: '2025-01-01', to: '2025-01-01', merchant: 'x' }, 'merchant'],
  ])('%j: %s', async (query, field) => {
    const answer = await send(query as Record<string, string>)
    const paths = answer.json().errors?.map(({ path }: { path: string }) => path)
    expect([answer.statusCode, paths]).toEqual([400, [`/querystring/${field}`]])
  })

  test('366 days are accepted', async () => {
    const { rows } = await read({ from: '2024-01-01', to: '2024-12-31' })
    expect(rows).toHaveLength(366)
  })
})
