import { audit } from '@order-settlement/db/audit.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { cleanUpQueue } from '@order-settlement/shared/jobs/queues.ts'
import { type ApiDriver, createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { closeThrough } from '@order-settlement/testing/past-shop.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { archive, fillShop } from './archived-shop.ts'
import { runJob } from './run-job.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let database: TestDatabase
let db: Database
let directory: TemporaryDirectory
let api: TestProcess
let worker: TestProcess
let driver: ApiDriver
let orders: Awaited<ReturnType<typeof fillShop>>

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  directory = await makeTemporaryDirectory()
  const env = { DATABASE_URL: database.url, SETTLEMENT_DIR: directory.path }
  ;[api, worker] = await Promise.all([
    startProcess('api', env),
    startProcess('worker', { ...env, ARCHIVED_RETENTION_MONTHS: '1' }),
  ])
  driver = createApiDriver(api.url)
  orders = await fillShop(db)
  const { status } = await driver.settle({ from: '2025-01-01', to: '2025-03-31' })
  expect(status).toBe('COMPLETED')
  await closeThrough(db, '2025-02-28')
})
afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await directory?.remove()
})

async function read(path: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${api.url}${path}`)
  return (await answer.json()) as Record<string, unknown>
}

async function post(path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${api.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await answer.json()) as Record<string, unknown>
}

/** What does not change when months are dropped. */
const readKept = () =>
  Promise.all(
    [
      '/settlements?limit=200',
      '/merchants/m1/statement?from=2025-01-01&to=2025-02-28&group=month',
      '/products/1',
      `/orders/${orders.march}`,
      '/settlements/m1/2025-03-01',
      '/transactions?date=2025-03-01',
      '/products/1/sales?from=2025-03-01&to=2025-03-31',
    ].map(read),
  )

test('a worker drops two months: what was settled and later months stay as they were, and the rest is answered as archived', async () => {
  const before = await readKept()
  const months = ['2025-01', '2025-02']
  for (const month of months) await archive(database.url, month, directory.path)
  await runJob(database.url, cleanUpQueue)
  expect((await read('/archives')).archives).toMatchObject(
    months
      .toReversed()
      .map((month) => ({ month, changed_at: null, dropped_at: expect.any(String) })),
  )

  expect(await readKept()).toEqual(before)
  for (const id of [orders.january, orders.late, orders.edge])
    expect(await read(`/orders/${id}`)).toMatchObject({ code: 'ORDER_ARCHIVED', month: '2025-01' })
  const refund = { amount_cents: 1 }
  expect(await post(`/orders/${orders.february}/refunds`, refund)).toMatchObject({
    code: 'ORDER_ARCHIVED',
    month: '2025-02',
  })
  for (const path of [
    '/settlements/m1/2025-01-10',
    '/settlements/m1/2025-02-01/changes',
    '/transactions?date=2025-02-28',
    '/products/1/sales?from=2025-02-28&to=2025-03-01',
  ])
    expect(await read(path), path).toMatchObject({ code: 'DAY_ARCHIVED' })
  expect(await read('/orders')).toMatchObject({ orders: [{ id: orders.march }] })
  expect(await read('/transactions')).toMatchObject({ transactions: [{ order_id: orders.march }] })
  const days = (await read('/settlements/days?from=2025-02-28&to=2025-03-01')).days
  expect(days).toMatchObject([{ archived: true }, { archived: false, changed_transactions: 0 }])

  const reopening = { through: '2025-02-27', reason: 'late' }
  expect((await post('/periods/reopen', reopening)).code).toBe('PERIOD_ARCHIVED')
  const dry = { from: '2025-02-28', to: '2025-03-01', dry_run: true }
  expect((await post('/jobs/settlement', dry)).code).toBe('DAY_ARCHIVED')
  expect((await post('/periods/close', { through: '2025-03-31' })).action).toBe('CLOSE')
  expect(Object.values(await audit(db)).flat()).toEqual([])
})
