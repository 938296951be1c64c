import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { lineage, statements } from '@order-settlement/testing/read-spans.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { startTraceCollector } from '@order-settlement/testing/trace-collector.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

function order(api: string, body: object, headers = {}): Promise<Response> {
  return fetch(`${api}/orders?secret=in-query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer secret-key', ...headers },
    body: JSON.stringify(body),
  })
}

test('each of 30 orders that share a statement links to its span, and no span has a key, parameter or query', async () => {
  await using database = await createTestDatabase()
  await using collector = await startTraceCollector()
  const { db } = database
  await sql`insert into products (id, name, merchant_id, price_cents, stock, supplied)
    values (1, 'drop', 'm', 1, 20, 20)`.execute(db)
  await using api = await startProcess('api', {
    DATABASE_URL: database.url,
    ...collector.env,
  })
  const body = { product_id: 1, quantity: 1, buyer_id: 'secret-buyer' }
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  expect((await order(api.url, body, { traceparent })).status).toBe(201)
  await Promise.all(Array.from({ length: 30 }, () => order(api.url, body)))
  await fetch(`${api.url}/health`)
  // Error messages may quote values.
  const missing = await fetch(`${api.url}/jobs/0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1`)
  const { detail } = (await missing.json()) as { detail: string }
  await api.kill('SIGTERM')

  const { spans } = collector
  const requests = spans.filter(({ name }) => name === 'POST /orders')
  expect(requests).toHaveLength(31)
  const placing = statements(collector.spans, 'place_orders(')
  for (const statement of placing) {
    const names = lineage(spans, statement).map(({ name }) => name.split(' - ')[0])
    expect(names.slice(1)).toEqual(['place orders', 'handler', 'POST /orders'])
  }
  const lone = placing.find(({ traceId }) => traceId === '0af7651916cd43dd8448eb211c80319c')
  expect(lone).toBeTruthy()
  const batches = spans.filter(({ name }) => name === 'place orders')
  const handlers = spans.filter(({ parentId }) => requests.some((r) => r.spanId === parentId))
  const reached = handlers.filter(({ spanId, links }) =>
    batches.some((batch) => batch.parentId === spanId || links.includes(batch.spanId)),
  )
  expect(reached.length).toBe(31)
  expect(spans.filter(({ name }) => name.includes('health'))).toEqual([])
  expect(collector.text()).not.toMatch(/secret-key|secret-buyer|in-query/)
  expect(collector.text()).not.toContain(detail)
})

test('confirms that share a statement link to its span, and the statements of one that is not plain belong to its request', async () => {
  await using database = await createTestDatabase()
  await using collector = await startTraceCollector()
  await sql`insert into products (id, name, merchant_id, price_cents, stock, supplied)
    values (1, 'drop', 'm', 1, 20, 20)`.execute(database.db)
  await using api = await startProcess('api', { DATABASE_URL: database.url, ...collector.env })
  const place = async () => {
    const hold = { product_id: 1, quantity: 1, buyer_id: 'b', hold_seconds: 60 }
    return (await (await order(api.url, hold)).json()) as { id: string }
  }
  const held = await Promise.all(Array.from({ length: 5 }, place))
  const confirm = async ({ id }: { id: string }) =>
    expect((await fetch(`${api.url}/orders/${id}/confirm`, { method: 'POST' })).status).toBe(200)
  await Promise.all(held.map(confirm))
  await Promise.all(held.slice(0, 1).map(confirm))
  await api.kill('SIGTERM')

  const { spans } = collector
  const requests = spans.filter(({ name }) => name === 'POST /orders/:id/confirm')
  expect(requests).toHaveLength(6)
  const namesOf = (text: string) =>
    statements(spans, text).map((statement) =>
      lineage(spans, statement)
        .map(({ name }) => name.split(' - ')[0])
        .slice(1),
    )
  const shared = namesOf('skip locked')
  for (const names of shared)
    expect(names).toEqual(['confirm orders', 'handler', 'POST /orders/:id/confirm'])
  expect(namesOf('where "orders"."id" = $1 for no key update')).toEqual([
    ['handler', 'POST /orders/:id/confirm'],
  ])
  const batches = spans.filter(({ name }) => name === 'confirm orders')
  expect(batches).toHaveLength(shared.length)
  const handlers = spans.filter(({ parentId }) => requests.some((r) => r.spanId === parentId))
  const reached = handlers.filter(({ spanId, links }) =>
    batches.some((batch) => batch.parentId === spanId || links.includes(batch.spanId)),
  )
  expect(reached).toHaveLength(6)
})

test('spans are protobuf unless http/json is set', async () => {
  await using database = await createTestDatabase()
  for (const [protocol, type] of [
    [undefined, 'application/x-protobuf'],
    ['http/json', 'application/json'],
  ] as const) {
    await using collector = await startTraceCollector()
    const { OTEL_EXPORTER_OTLP_ENDPOINT } = collector.env
    await using api = await startProcess('api', {
      DATABASE_URL: database.url,
      OTEL_EXPORTER_OTLP_ENDPOINT,
      ...(protocol ? { OTEL_EXPORTER_OTLP_PROTOCOL: protocol } : {}),
    })
    await fetch(`${api.url}/orders`)
    await api.kill('SIGTERM')
    expect(new Set(collector.contentTypes)).toEqual(new Set([type]))
  }
})

test('a collector that never responds delays the shutdown by less than 3 s', async () => {
  await using database = await createTestDatabase()
  await sql`insert into products (id, name, merchant_id, price_cents, stock, supplied)
    values (1, 'drop', 'm', 1, 20, 20)`.execute(database.db)
  const silent = createServer(() => {})
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  await using api = await startProcess('api', {
    DATABASE_URL: database.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  })
  const body = { product_id: 1, quantity: 1, buyer_id: 'b' }
  expect((await order(api.url, body)).status).toBe(201)
  const started = performance.now()
  expect((await api.kill('SIGTERM')).code).toBe(0)
  expect(performance.now() - started).toBeLessThan(3_000)
  silent.close()
})

test('requests are served while the collector is unreachable, and a warning is logged', async () => {
  await using database = await createTestDatabase()
  await using api = await startProcess('api', {
    DATABASE_URL: database.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
  })
  for (let n = 0; n < 5; n++) expect((await fetch(`${api.url}/orders`)).status).toBe(200)
  await api.waitForLog(({ msg }) => msg === 'traces not delivered', 20_000)
  expect((await api.kill('SIGTERM')).code).toBe(0)
})
