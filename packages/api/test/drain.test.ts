import { once } from 'node:events'
import { Agent, request as startRequest } from 'node:http'
import { json } from 'node:stream/consumers'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addJob } from './event-jobs.ts'
import { eventNames, follow } from './event-stream.ts'
import { addProduct, stockOf } from './start-app.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

function startApi(drainMs: number): Promise<TestProcess> {
  return startProcess('api', { DATABASE_URL: database.url, DRAIN_MS: String(drainMs) })
}

/** A client with one keep-alive connection. */
function openClient(api: TestProcess) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return async (path: string, body?: object) => {
    const headers = body ? { 'content-type': 'application/json' } : {}
    const method = body ? 'POST' : 'GET'
    const request = startRequest(`${api.url}${path}`, { agent, method, headers })
    request.end(body && JSON.stringify(body))
    const [response] = await once(request, 'response')
    const { statusCode: status, headers: sent } = response
    return { status, connection: sent.connection, body: await json(response) }
  }
}

/** @returns when the signal was sent */
async function stopping(api: TestProcess): Promise<number> {
  const since = performance.now()
  api.child.kill('SIGTERM')
  await api.waitForLog(({ msg }) => msg === 'stopping')
  return since
}

test('while an api drains, /health/ready is 503, orders are placed, and each response closes its connection', async () => {
  const product_id = await addProduct(database.db, 5)
  const order = { product_id, quantity: 1, buyer_id: 'u' }
  await using api = await startApi(3_000)
  const [kept, other] = [openClient(api), openClient(api)]
  expect(await kept('/orders', order)).toMatchObject({ status: 201, connection: 'keep-alive' })
  expect(await other('/health/ready')).toMatchObject({ status: 200, connection: 'keep-alive' })
  const since = await stopping(api)

  const closed = { connection: 'close' }
  const draining = { status: 503, ...closed, body: { status: 'draining' } }
  expect(await other('/health/ready')).toEqual(draining)
  // Over the connection from before, then over a new one.
  expect(await kept('/orders', order)).toMatchObject({ status: 201, ...closed })
  expect(await kept('/orders', order)).toMatchObject({ status: 201, ...closed })
  expect(await other('/health')).toMatchObject({ status: 200, ...closed, body: { status: 'ok' } })
  expect(await other('/health/live')).toMatchObject({ status: 200, ...closed })

  expect(await api.exited).toEqual({ code: 0, signal: null })
  expect(performance.now() - since).toBeGreaterThan(2_990)
  expect(performance.now() - since).toBeLessThan(8_000)
  expect(await stockOf(database.db, product_id)).toBe(2)
})

test('an order in flight when the drain begins is placed, and its response closes the connection', async () => {
  const product_id = await addProduct(database.db, 1)
  await using api = await startApi(500)
  const client = openClient(api)
  const waiting = await database.db.transaction().execute(async (trx) => {
    await sql`select from products where id = ${product_id} for update`.execute(trx)
    const answer = client('/orders', { product_id, quantity: 1, buyer_id: 'u' })
    await expect
      .poll(async () => {
        const { rows } = await sql`select from pg_stat_activity where datname = current_database()
          and application_name = 'api' and wait_event_type = 'Lock'`.execute(database.db)
        return rows.length
      })
      .toBe(1)
    await stopping(api)
    return { answer }
  })
  expect(await waiting.answer).toMatchObject({ status: 201, connection: 'close' })
  expect(await api.exited).toEqual({ code: 0, signal: null })
})

test('an import that still arrives when the drain begins is kept, and an event stream ends with the drain', async () => {
  await using api = await startApi(1_000)
  const stream = await follow(api.url, await addJob(database.db))
  const { upload, answered } = await beginImport(api)
  const since = await stopping(api)
  const ended = stream.ended.then(() => performance.now() - since)
  upload.end('b,m,200,6,2025-01-01T11:00:00Z\n')
  const [response] = await answered

  expect(response.statusCode).toBe(201)
  expect(await json(response)).toMatchObject({ received: 2, inserted: 2 })
  // Later than the balancer knows: the client connects to another process.
  expect(await ended).toBeGreaterThan(990)
  expect(eventNames(stream)).not.toContain('end')
  expect(await api.exited).toEqual({ code: 0, signal: null })
})

/** Sends the first line of a file, again if a busy api sheds it, and waits until it is being taken in. */
async function beginImport(api: TestProcess) {
  for (;;) {
    const upload = startRequest(`${api.url}/transactions/import`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
    })
    const answered = once(upload, 'response')
    let isShed = false
    answered.then(
      () => {
        isShed = true
      },
      () => {},
    )
    upload.write(
      'external_id,merchant_id,amount_cents,fee_cents,paid_at\na,m,100,3,2025-01-01T10:00:00Z\n',
    )
    const isDecided = async () => isShed || (await importsOf(database)).length === 1
    await expect.poll(isDecided, { timeout: 20_000 }).toBe(true)
    if (!isShed) return { upload, answered }
    upload.destroy()
  }
}

/** Temporary tables of files that are being taken in. */
async function importsOf({ db }: TestDatabase): Promise<unknown[]> {
  const { rows } = await sql`select from pg_class where relname = 'staged_lines'`.execute(db)
  return rows
}

test('a second SIGTERM ends an api that drains at once', async () => {
  await using api = await startApi(600_000)
  await stopping(api)
  const since = performance.now()
  expect(await api.kill('SIGTERM')).toEqual({ code: 1, signal: null })
  expect(performance.now() - since).toBeLessThan(5_000)
})
