import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { addProduct } from './start-app.ts'
import { expectBooksInOrder, storm } from './storm.ts'

vi.setConfig({ testTimeout: 90_000 })

const stock = 75

/** 20 products: 1,500 orders request twice their stock. */
async function addProducts(db: Database): Promise<number[]> {
  const ids: number[] = []
  while (ids.length < 20) ids.push(await addProduct(db, stock))
  return ids
}

test('1,500 orders of clients that abort and retry, 20 products, 2 processes: each sold once, books right', async () => {
  await using database = await createTestDatabase()
  const productIds = await addProducts(database.db)
  const env = { DATABASE_URL: database.url }
  await using first = await startProcess('api', env)
  await using second = await startProcess('api', env)
  const urls = () => [first.url, second.url]
  const answers = await storm({ urls, productIds, orders: 1_500, clients: 64 })
  await expectBooksInOrder(database.db, answers, stock)
})

test('kill -9 of an api under load: no acknowledged order is lost, every retried one is sold once', async () => {
  await using database = await createTestDatabase()
  const productIds = await addProducts(database.db)
  const env = { DATABASE_URL: database.url }
  const victim = await startProcess('api', env)
  await using survivor = await startProcess('api', env)
  let successor: Awaited<ReturnType<typeof startProcess>> | undefined
  const answers = await storm({
    urls: () => [successor?.url ?? victim.url, survivor.url],
    productIds,
    orders: 1_500,
    clients: 64,
    async midway() {
      await victim.kill('SIGKILL')
      successor = await startProcess('api', env)
    },
  })
  await successor?.[Symbol.asyncDispose]()
  expect(successor).toBeDefined()
  await expectBooksInOrder(database.db, answers, stock)
})

test('PostgreSQL restarted under load: 503 meanwhile, then every order is sold once', async () => {
  await using postgres = await startOwnPostgres()
  const logger = createLogger('test', 'silent')
  const url = postgres.url('appdb')
  await migrate(url, logger)
  const db = createDatabase({ url, applicationName: 'test', connections: 2, logger })
  const productIds = await addProducts(db)
  await using api = await startProcess('api', { DATABASE_URL: url })
  const answers = await storm({
    urls: () => [api.url],
    productIds,
    orders: 1_500,
    clients: 64,
    midway: () => postgres.restart(),
  })
  await expectBooksInOrder(db, answers, stock)
  expect(api.logs.some(({ code }) => code === 'DATABASE_UNAVAILABLE')).toBe(true)
  await db.destroy()
})

test('PostgreSQL frozen under load: every request is 503 within 10 s, and service resumes without a restart', async () => {
  await using database = await createTestDatabase()
  // More than the orders request: frozen ones may still be placed.
  const productId = await addProduct(database.db, 10_000)
  await using api = await startProcess('api', { DATABASE_URL: database.url })
  const order = async () => {
    const body = JSON.stringify({ product_id: productId, quantity: 1, buyer_id: 'u' })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${api.url}/orders`, { method: 'POST', headers, body })
    return response.status
  }
  expect(await order()).toBe(201)

  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
    where datname = current_database() and application_name = 'api'`.execute(database.db)
  for (const { pid } of rows) process.kill(pid, 'SIGSTOP')
  try {
    const began = performance.now()
    const statuses = await Promise.all(Array.from({ length: 600 }, order))
    expect(performance.now() - began).toBeLessThan(10_000)
    // Once new connections are accepted, waiting requests can be served.
    expect(statuses).toContain(503)
    expect(new Set([...statuses, 201, 503])).toEqual(new Set([201, 503]))
  } finally {
    for (const { pid } of rows) process.kill(pid, 'SIGCONT')
  }
  await expect.poll(order, { timeout: 1_000 }).toBe(201)
})
