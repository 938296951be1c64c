import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { ConfigError, readConfig } from '@order-settlement/shared/process/config.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { variables } from '../src/config.ts'
import { addProduct, stockOf } from './start-app.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

function startApi(env: Record<string, string> = {}): Promise<TestProcess> {
  return startProcess('api', { DATABASE_URL: database.url, ...env })
}

function order(url: string, product_id: number): Promise<Response> {
  return fetch(`${url}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ product_id, quantity: 1, buyer_id: 'u' }),
  })
}

async function isOrderWaiting(): Promise<boolean> {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and application_name = 'api' and wait_event_type = 'Lock'`.execute(
    database.db,
  )
  return rows.length > 0
}

test('500 orders at once on 2 processes for 100 units: 100 × 201, 400 × 409', async () => {
  const product_id = await addProduct(database.db, 100)
  await using first = await startApi()
  await using second = await startApi()

  const answers = await Promise.all(
    Array.from({ length: 500 }, (_, n) => order(n % 2 ? first.url : second.url, product_id)),
  )

  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(100)
  expect(statuses.filter((status) => status === 409)).toHaveLength(400)
  expect(await stockOf(database.db, product_id)).toBe(0)
  const orders = database.db.selectFrom('orders').where('product_id', '=', String(product_id))
  expect(await orders.select('id').execute()).toHaveLength(100)
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  'on %s an order in flight completes, and idle connections do not delay the exit',
  async (signal) => {
    const product_id = await addProduct(database.db, 1)
    await using api = await startApi()
    // An idle keep-alive connection of fetch.
    await (await fetch(`${api.url}/health`)).text()
    // An open connection without a request.
    const unused = connect(Number(new URL(api.url).port), '127.0.0.1').on('error', () => {})
    await once(unused, 'connect')

    const answer = await database.db.transaction().execute(async (trx) => {
      await sql`select from products where id = ${product_id} for update`.execute(trx)
      const answer = order(api.url, product_id)
      await expect.poll(isOrderWaiting).toBe(true)
      api.child.kill(signal)
      await api.waitForLog(({ msg }) => msg === 'stopping')
      return { answer }
    })
    const released = performance.now()

    expect((await answer.answer).status).toBe(201)
    expect(await api.exited).toEqual({ code: 0, signal: null })
    expect(performance.now() - released).toBeLessThan(5_000)
    await expect(fetch(`${api.url}/health`)).rejects.toThrow()
  },
)

test('an incomplete request delays the exit by less than 6 s, and the api stops cleanly', async () => {
  await using api = await startApi()
  const half = connect(Number(new URL(api.url).port), '127.0.0.1').on('error', () => {})
  half.write(
    'POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{',
  )
  // Once this is answered, the server has read the bytes above.
  await (await fetch(`${api.url}/health`)).text()
  const began = performance.now()
  api.child.kill('SIGTERM')

  expect(await api.exited).toEqual({ code: 0, signal: null })
  expect(performance.now() - began).toBeLessThan(6_000)
  expect(api.logs.some(({ msg }) => msg === 'stopped')).toBe(true)
})

test('the api exits when its parent process has exited', async () => {
  await using api = await startApi()
  // Not api.exited: Node.js emits no 'close' event after a disconnect.
  const exit = once(api.child, 'exit')
  api.child.disconnect()
  expect(await exit).toEqual([0, null])
})

test.each([
  ['refuses connections', false],
  ['takes connections and never answers', true],
])('with a database that %s: health 503 within 2 s, orders 503', async (_, hangs) => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as { port: number }
  if (!hangs) silent.close()
  await using api = await startApi({ DATABASE_URL: `postgres://postgres:x@127.0.0.1:${port}/app` })

  const began = performance.now()
  const health = await fetch(`${api.url}/health`)
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(health.status).toBe(503)
  expect(await health.json()).toEqual({
    status: 'unavailable',
    database: 'unavailable',
    queue: 'unavailable',
  })
  const refused = await order(api.url, 1)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await refused.json()).toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
    instance: `/requests/${refused.headers.get('x-request-id')}`,
  })
  const id = refused.headers.get('x-request-id')
  await api.waitForLog(({ msg, request_id }) => msg === 'request refused' && request_id === id)
  if (hangs) silent.close()
})

test('a port in use ends the process with one line', async () => {
  await using api = await startApi()
  const { port } = new URL(api.url)
  const refusal = startApi({ PORT: port, HOST: '127.0.0.1' })
  await expect(refusal).rejects.toThrow(`cannot listen on 127.0.0.1:${port}: EADDRINUSE`)
})

test('a directory that cannot be created ends the process with one line', async () => {
  const refusal = startApi({ SETTLEMENT_DIR: '/dev/null/settlements' })
  await expect(refusal).rejects.toThrow('cannot make SETTLEMENT_DIR /dev/null/settlements: ENOTDIR')
})

test('PORT=65536 ends the process with a line that names it', async () => {
  await expect(startApi({ PORT: '65536' })).rejects.toThrow('PORT="65536" is not allowed')
})

test.each([
  ['PORT', 'http'],
  ['CURRENCY', 'usd'],
  ['CURRENCY', 'ZZZ'],
  ['SETTLEMENT_TIMEZONE', 'Mars/Olympus'],
  ['LOG_LEVEL', 'loud'],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
  ['RATE_LIMIT', '-1'],
  ['RATE_LIMIT', 'many'],
  ['TRUSTED_PROXIES', 'loopback,proxy.example'],
  ['CORS_ORIGINS', 'https://shop.example/cart'],
  ['REQUEST_TIMEOUT_MS', '10'],
  ['DRAIN_MS', '-1'],
  ['DRAIN_MS', '5s'],
])('%s=%s is refused by name, as that is', (name, value) => {
  const read = () => readConfig(variables, { [name]: value })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(`${name}="${value}" is not allowed`)
})

test('a request is one log line with its id, without its body or headers', async () => {
  await using api = await startApi()
  const product_id = await addProduct(database.db, 1)
  const answer = await order(`${api.url}`, product_id)

  const line = await api.waitForLog(({ path }) => path === '/orders')

  expect(line).toMatchObject({
    msg: 'request',
    method: 'POST',
    status: 201,
    request_id: answer.headers.get('x-request-id'),
  })
  expect(api.logs.filter(({ request_id }) => request_id === line.request_id)).toHaveLength(1)
  expect(api.output()).not.toContain('buyer_id')
})
