import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import {
  startTransactionPooler,
  type TransactionPooler,
} from '@order-settlement/testing/transaction-pooler.ts'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { addJob, endJob, sumBatch } from './event-jobs.ts'
import { eventNames, follow, processedCounts } from './event-stream.ts'
import { injectWithRetry } from './inject-with-retry.ts'
import { addProduct, openApp, stockOf } from './start-app.ts'

const poolSize = 3

let database: TestDatabase
let pooler: TransactionPooler
beforeAll(async () => {
  database = await createTestDatabase()
  pooler = await startTransactionPooler(database.url, poolSize)
})
afterAll(async () => {
  await pooler?.[Symbol.asyncDispose]()
  await database?.drop()
})

async function open(env: Record<string, string> = {}) {
  const directory = await makeTemporaryDirectory()
  const { app, stop } = await openApp(pooler.url, directory.path, { env })
  onTestFinished(async () => {
    await stop()
    await directory.remove()
  })
  return app
}

test('start-up parameters that PgBouncer refuses are refused by the pooler of these tests', async () => {
  const client = new pg.Client({ connectionString: pooler.url, statement_timeout: 1 })
  await expect(client.connect()).rejects.toMatchObject({
    message: 'unsupported startup parameter: statement_timeout',
  })
})

test('40 orders, holds, confirms, refunds and an import share 3 connections in transaction mode, and leave nothing in their sessions', async () => {
  const app = await open({ DATABASE_DIRECT_URL: database.url })
  const { db } = database
  const product_id = await addProduct(db, 1_000)
  const post = async (url: string, payload: object = {}) => {
    const response = await injectWithRetry({ app }, { method: 'POST', url, payload })
    expect([200, 201], response.body).toContain(response.statusCode)
    return response.json<{ id: string }>()
  }
  const shop = async (_: unknown, buyer: number) => {
    const body = { product_id, quantity: 1, buyer_id: `b${buyer}` }
    const hold = await post('/orders', { ...body, hold_seconds: 60 })
    await post(`/orders/${hold.id}/confirm`)
    await post(`/orders/${hold.id}/refunds`, { amount_cents: 1, return_units: 1 })
    const { id } = await post('/orders', body)
    await post(`/orders/${id}/cancel`)
  }
  await Promise.all(Array.from({ length: 40 }, shop))
  const imported = await app.inject({
    method: 'POST',
    url: '/transactions/import',
    headers: { 'content-type': 'text/csv' },
    payload:
      'external_id,merchant_id,amount_cents,fee_cents,paid_at\nx,m,1,0,2025-01-01T00:00:00Z\n',
  })

  expect(imported.json()).toMatchObject({ inserted: 1 })
  expect(await stockOf(db, product_id)).toBe(1_000)
  for (const left of await readSessions())
    expect(left).toEqual({ prepared: 0, channels: 0, temp: 0, timeouts: '0 0 0', zone: 'UTC' })
  const { rows } = await sql`select from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`.execute(db)
  expect(rows).toEqual([])
})

test('without DATABASE_DIRECT_URL the pooler swallows LISTEN, and changes of a job arrive within 2 s all the same', async () => {
  const app = await open()
  const { db } = database
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const id = await addJob(db)
  const stream = await follow(url, id)
  await expect.poll(() => eventNames(stream)).toEqual(['progress'])
  for (let n = 1; n <= 3; n++) {
    await sumBatch(db, id, n)
    const within = { timeout: 2_000, interval: 10 }
    await expect.poll(() => processedCounts(stream).at(-1), within).toBe(n * 100)
  }
  await endJob(db, id, 'COMPLETED')
  await stream.ended
  expect(eventNames(stream).at(-1)).toBe('end')
})

/** What is left in the session of each connection of the pooler. */
async function readSessions(): Promise<unknown[]> {
  const clients = Array.from(
    { length: poolSize },
    () => new pg.Client({ connectionString: pooler.url }),
  )
  await Promise.all(clients.map((client) => client.connect()))
  try {
    // Each in a transaction of its own at the same time, so that each has another connection.
    await Promise.all(clients.map((client) => client.query('begin')))
    const results = await Promise.all(clients.map((client) => client.query(sessionState)))
    await Promise.all(clients.map((client) => client.query('commit')))
    return results.flatMap(({ rows }) => rows)
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

const sessionState = `select
  (select count(*)::integer from pg_prepared_statements) as prepared,
  (select count(*)::integer from pg_listening_channels()) as channels,
  (select count(*)::integer from pg_class where relnamespace = pg_my_temp_schema()) as temp,
  concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'),
    current_setting('idle_in_transaction_session_timeout')) as timeouts,
  current_setting('TimeZone') as zone`
