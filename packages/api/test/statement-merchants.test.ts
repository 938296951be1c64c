import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import { startApp, type TestApp } from './start-app.ts'
import { insertDays, insertJob } from './statement-jobs.ts'

const keys: Record<string, string> = {}
function entry(name: string, scopes: string[], merchant?: string) {
  const { key, hash } = makeKey()
  keys[name] = key
  return { name, hash, scopes, ...(merchant === undefined ? {} : { merchant }) }
}

let api: TestApp
beforeAll(async () => {
  api = await startApp({
    CURRENCY: 'CHF',
    API_KEYS: JSON.stringify([
      entry('finance', ['settlements:read', 'merchants:write']),
      entry('anna', ['settlements:read'], 'anna'),
      entry('shop', ['merchants:read', 'merchants:write']),
    ]),
  })
  const job = await insertJob(api.db, { from: '2025-01-01', to: '2025-02-28' })
  await insertDays(api.db, job, [
    { merchant: 'anna', date: '2025-02-01', gross: 100, currency: 'EUR' },
    { merchant: 'bert', date: '2025-02-01', gross: 200 },
    { merchant: 'two', date: '2025-01-01', gross: 10, currency: 'USD' },
    { merchant: 'two', date: '2025-02-01', gross: 1, currency: 'EUR' },
    { merchant: 'two', date: '2025-02-02', gross: 2, currency: 'USD' },
    { merchant: 'two', date: '2025-02-03', gross: 4, currency: null },
    { merchant: 'changed', date: '2025-01-01', gross: 10, currency: 'USD' },
    { merchant: 'changed', date: '2025-02-01', gross: 20, currency: 'EUR' },
    { merchant: 'odd / id%', date: '2025-02-01', gross: 3, currency: null },
  ])
  await api.app.inject({
    method: 'PUT',
    url: '/merchants/new',
    payload: { name: 'New', currency: 'KWD' },
    headers: { authorization: `Bearer ${keys.finance}` },
  })
})
afterAll(() => api.stop())

const february = { from: '2025-02-01', to: '2025-02-28', group: 'month' }

function read(merchant: string, query: Record<string, string> = {}, key = 'finance') {
  return api.app.inject({
    url: `/merchants/${encodeURIComponent(merchant)}/statement`,
    query: { ...february, ...query },
    headers: { authorization: `Bearer ${keys[key]}` },
  })
}

test('several currencies, and none is named: 409 with all of them', async () => {
  const answer = await read('two')
  expect([answer.statusCode, answer.json()]).toMatchObject([
    409,
    {
      code: 'CURRENCY_AMBIGUOUS',
      type: '/problems/currency-ambiguous',
      // A day from before currencies were kept is in CURRENCY.
      currencies: ['CHF', 'EUR', 'USD'],
    },
  ])
})

test.each([
  ['EUR', 1, 0],
  ['USD', 2, 10],
  ['CHF', 4, 0],
  ['JPY', 0, 0],
])('in %s the sums are those of its days only', async (currency, gross, before) => {
  const answer = (await read('two', { currency })).json()
  expect(answer).toMatchObject({
    currency,
    unsettled_dates: [],
    rows: [{ gross_cents: gross }],
    totals: { gross_cents: gross },
    previous: { totals: { gross_cents: before } },
    difference: { absolute: { gross_cents: gross - before } },
  })
})

test('a currency that only the period before has is refused as well, since the two would be compared', async () => {
  expect((await read('changed')).json()).toMatchObject({ currencies: ['EUR', 'USD'] })
  const march = { from: '2025-03-01', to: '2025-03-31' }
  expect((await read('changed', march)).json()).toMatchObject({
    currency: 'EUR',
    totals: { gross_cents: 0 },
    previous: { totals: { gross_cents: 20 } },
  })
})

test('a merchant that nobody described has a statement of what was settled, with any id', async () => {
  expect((await read('odd / id%')).json()).toMatchObject({
    merchant_id: 'odd / id%',
    currency: 'CHF',
    totals: { gross_cents: 3 },
  })
  const empty = { from: '2024-02-01', to: '2024-02-29' }
  expect((await read('two', empty)).json()).toMatchObject({
    currency: 'CHF',
    totals: { gross_cents: 0 },
  })
})

test('a described merchant without settled days has a statement of zeros in its currency', async () => {
  expect((await read('new')).json()).toMatchObject({
    currency: 'KWD',
    totals: { gross_cents: 0, txn_count: 0 },
    unsettled_dates: [],
  })
})

test('a merchant that is neither described nor settled is not found', async () => {
  for (const format of [{}, { format: 'csv' }]) {
    const answer = await read('nobody', format)
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'MERCHANT_NOT_FOUND'])
  }
})

describe('access', () => {
  test('a key that is bound to a merchant reads its statement, and no other is found', async () => {
    expect((await read('anna', {}, 'anna')).json().totals.gross_cents).toBe(100)
    for (const merchant of ['bert', 'nobody', 'new']) {
      for (const format of [{}, { format: 'csv' }, { format: 'excel' }]) {
        const answer = await read(merchant, format, 'anna')
        expect([answer.statusCode, answer.json()]).toMatchObject([
          404,
          { code: 'MERCHANT_NOT_FOUND', detail: `There is no merchant ${merchant}` },
        ])
      }
    }
  })

  test('it needs settlements:read', async () => {
    const answer = await read('anna', {}, 'shop')
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'FORBIDDEN'])
  })
})
