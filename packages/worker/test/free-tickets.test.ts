import { audit } from '@order-settlement/db/audit.ts'
import { type ApiDriver, createApiDriver } from '@order-settlement/testing/api-driver.ts'
import type { Range } from '@order-settlement/testing/independent-csv.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectExact } from './settle.ts'

let database: TestDatabase
let folder: TemporaryDirectory
let api: TestProcess
let worker: TestProcess
let driver: ApiDriver
beforeAll(async () => {
  database = await createTestDatabase()
  folder = await makeTemporaryDirectory()
  const env = { DATABASE_URL: database.url, SETTLEMENT_DIR: folder.path, CURRENCY: 'EUR' }
  ;[api, worker] = await Promise.all([startProcess('api', env), startProcess('worker', env)])
  driver = createApiDriver(api.url)
})
afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await folder?.remove()
})

async function addProduct(merchant_id: string, price_cents: number): Promise<number> {
  const body = { name: 'Ticket', merchant_id, price_cents, stock: 10 }
  const { data } = await driver.client.POST('/products', { body })
  if (!data) throw new Error('the product was refused')
  return data.id
}

/** From today on, in case midnight comes. */
async function readDays(): Promise<Range> {
  const { rows } = await sql<Range>`
    select (now() at time zone 'UTC')::date::text as from,
      ((now() at time zone 'UTC')::date + 1)::text as to`.execute(database.db)
  const [days] = rows
  if (!days) throw new Error('no days were returned')
  return days
}

/** The sums of a merchant's settled days. */
async function settledOf(merchant_id: string) {
  const { data } = await driver.client.GET('/settlements', { params: { query: { merchant_id } } })
  const names = ['gross_cents', 'fee_cents', 'net_cents', 'txn_count', 'refund_cents'] as const
  const sum = (name: (typeof names)[number]) =>
    data?.settlements.reduce((total, day) => total + Number(day[name]), 0)
  return {
    ...Object.fromEntries(names.map((name) => [name, sum(name)])),
    currencies: [...new Set(data?.settlements.map(({ currency }) => currency))],
  }
}

test('free tickets, fees above the price and an unknown merchant: ordered, held, confirmed, refunded, settled', async () => {
  const days = await readDays()
  const terms = { fee_basis_points: 290, fee_fixed_cents: 30, refunds_return_fee: true }
  await driver.client.PUT('/merchants/{id}', {
    params: { path: { id: 'museum' } },
    body: { name: 'Museum', currency: 'GBP', ...terms },
  })
  const free = await addProduct('museum', 0)
  const bought = await driver.placeOrder({ product_id: free, quantity: 2, buyer_id: 'ann' })
  expect(bought).toMatchObject({ status: 'CONFIRMED', total_cents: 0, currency: 'GBP' })
  const held = await driver.placeOrder({
    product_id: free,
    quantity: 1,
    buyer_id: 'bob',
    hold_seconds: 60,
  })
  const byId = (id: string) => ({ params: { path: { id } } })
  const confirmed = await driver.client.POST('/orders/{id}/confirm', { ...byId(held.id), body: {} })
  expect(confirmed.data).toMatchObject({ status: 'CONFIRMED', total_cents: 0 })
  const refund = await driver.client.POST('/orders/{id}/refunds', {
    ...byId(bought.id),
    body: { amount_cents: 0, return_units: 1 },
  })
  expect(refund.data).toMatchObject({ amount_cents: 0, fee_cents: -15, return_units: 1 })
  const cheap = await addProduct('museum', 10)
  await driver.placeOrder({ product_id: cheap, quantity: 1, buyer_id: 'ann' })
  const unknown = await addProduct('nobody', 100)
  await driver.placeOrder({ product_id: unknown, quantity: 1, buyer_id: 'ann' })

  const job = await driver.settle(days)

  await expectExact({ api: api.url, db: database.db, directory: folder.path }, job, days, 'EUR')
  expect(await settledOf('museum')).toEqual({
    gross_cents: 10,
    fee_cents: 30 + 30 - 15 + 30,
    net_cents: 10 - 75,
    txn_count: 4,
    refund_cents: 0,
    currencies: ['GBP'],
  })
  expect(await settledOf('nobody')).toMatchObject({ gross_cents: 100, currencies: ['EUR'] })
  const { data } = await driver.client.GET('/products/{id}', byId(String(free)))
  expect(data).toMatchObject({ stock: 8, held: 0, sold: 2 })
  expect(Object.values(await audit(database.db)).flat()).toEqual([])
})
