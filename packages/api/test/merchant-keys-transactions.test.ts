import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import type { Scope } from '../src/access/scopes.ts'
import { startApp, type TestApp } from './start-app.ts'

const keys: Record<string, string> = {}

function entry(name: string, scopes: Scope[], merchant?: string) {
  const { key, hash } = makeKey()
  keys[name] = key
  return { name, hash, scopes, ...(merchant === undefined ? {} : { merchant }) }
}

let api: TestApp
beforeAll(async () => {
  api = await startApp({
    API_KEYS: JSON.stringify([
      entry('anna', ['settlements:read'], 'anna'),
      entry('anna-admin', ['admin'], 'anna'),
      entry('finance', ['settlements:read']),
      entry('shop', ['orders:read']),
    ]),
  })
  await api.db
    .insertInto('transactions')
    .values(
      ['anna', 'bert'].map((merchant_id) => ({
        merchant_id,
        amount_cents: 100,
        fee_cents: 3,
        status: 'PAID' as const,
        paid_at: '2025-01-10T12:00:00Z',
        external_id: 'same',
        order_id: merchant_id === 'bert' ? '01980000-0000-7000-8000-000000000001' : null,
      })),
    )
    .execute()
})
afterAll(() => api.stop())

function read(key: string, url: string) {
  return api.app.inject({ url, headers: { authorization: `Bearer ${keys[key]}` } })
}

async function merchantsOf(key: string, query: string): Promise<string[]> {
  const answer = await read(key, `/transactions${query}`)
  expect(answer.statusCode).toBe(200)
  return answer.json().transactions.map((row: { merchant_id: string }) => row.merchant_id)
}

test.each(['', '?date=2025-01-10', '?external_id=same', '?status=PAID'])(
  "a bound key sees its merchant's transactions only: %s",
  async (query) => {
    for (const key of ['anna', 'anna-admin'])
      expect(await merchantsOf(key, query)).toEqual(['anna'])
    expect(await merchantsOf('finance', query)).toEqual(['anna', 'bert'])
  },
)

test('of another merchant a bound key finds nothing, by its id or by an order', async () => {
  expect(await merchantsOf('anna', '?merchant_id=bert')).toEqual([])
  expect(await merchantsOf('anna', '?order_id=01980000-0000-7000-8000-000000000001')).toEqual([])
  // With a bound key the merchant is given.
  expect(await merchantsOf('anna', '?status=FAILED')).toEqual([])
})

test('without the scope: 403', async () => {
  expect((await read('shop', '/transactions')).statusCode).toBe(403)
})
