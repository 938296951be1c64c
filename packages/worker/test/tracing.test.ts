import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import {
  type CollectedSpan,
  startTraceCollector,
  type TraceCollector,
} from '@order-settlement/testing/trace-collector.ts'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'

const patience = { timeout: 10_000, interval: 50 }

function order(api: string, body: object, headers = {}): Promise<Response> {
  return fetch(`${api}/orders?secret=in-query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer secret-key', ...headers },
    body: JSON.stringify(body),
  })
}

/** The span and its ancestors, the root last. */
function lineage(spans: CollectedSpan[], span: CollectedSpan): CollectedSpan[] {
  const parent = spans.find(({ spanId }) => spanId === span.parentId)
  return parent ? [span, ...lineage(spans, parent)] : [span]
}

function statements({ spans }: TraceCollector, text: string): CollectedSpan[] {
  return spans.filter(({ attributes }) => attributes['db.query.text']?.includes(text))
}

test('a settlement is one trace, from its request through the jobs of the worker to their SQL', async () => {
  await using database = await createTestDatabase()
  await using directory = await makeTemporaryDirectory()
  await using collector = await startTraceCollector()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', n, 0, 'PAID', timestamptz '2025-01-01Z' + n * interval '1 minute'
    from generate_series(1, 1000) n`.execute(database.db)
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory.path,
    SETTLEMENT_BATCH_SIZE: '200',
    ...collector.env,
  }
  await using api = await startProcess('api', env)
  const driver = createApiDriver(api.url)
  await using _worker = await startProcess('worker', env)

  const { job_id } = await driver.settle({ from: '2025-01-01', to: '2025-01-31' })

  const traced = await vi.waitFor(() => {
    const { spans } = collector
    const request = spans.find(({ name }) => name === 'POST /jobs/settlement')
    const own = spans.filter(({ traceId }) => traceId === request?.traceId)
    const jobSpans = own.filter(({ attributes }) => attributes['settlement.job_id'] === job_id)
    const names = new Set(jobSpans.map(({ name }) => name))
    expect(names).toEqual(
      new Set(['process settlement-plan', 'sum batch', 'process settlement-publish']),
    )
    expect(jobSpans.filter(({ name }) => name === 'sum batch')).toHaveLength(5)
    return own
  }, patience)
  expect(new Set(traced.map(({ service }) => service))).toEqual(new Set(['api', 'worker']))
  for (const [text, span] of [
    ['insert into "jobs"', 'POST /jobs/settlement'],
    ['insert into settlement_batches', 'process settlement-plan'],
    ['update settlement_batches', 'sum batch'],
    ['merge into settlements', 'process settlement-publish'],
  ] as const) {
    const [statement] = statements(collector, text)
    if (!statement) throw new Error(`no span of ${text}`)
    const names = lineage(traced, statement).map(({ name }) => name)
    expect(names, text).toContain(span)
    expect(names.at(-1), text).toBe('POST /jobs/settlement')
  }
})

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
  // Error messages may quote a value.
  const missing = await fetch(`${api.url}/jobs/0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1`)
  const { detail } = (await missing.json()) as { detail: string }
  await api.kill('SIGTERM')

  const { spans } = collector
  const requests = spans.filter(({ name }) => name === 'POST /orders')
  expect(requests).toHaveLength(31)
  const inserts = statements(collector, 'insert into orders')
  for (const insert of inserts) {
    const names = lineage(spans, insert).map(({ name }) => name.split(' - ')[0])
    expect(names.slice(1)).toEqual(['place orders', 'handler', 'POST /orders'])
  }
  const lone = inserts.find(({ traceId }) => traceId === '0af7651916cd43dd8448eb211c80319c')
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

test('an idle process sends no spans: polling is not traced', async () => {
  await using database = await createTestDatabase()
  await using collector = await startTraceCollector()
  await using worker = await startProcess('worker', {
    DATABASE_URL: database.url,
    ...collector.env,
  })
  // Shutdown flushes the spans.
  await worker.kill('SIGTERM')
  expect(collector.spans.map(({ name }) => name)).toEqual([])
})

test('a collector that accepts connections and never answers delays the shutdown by less than 3 s', async () => {
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

test('orders are served while the collector cannot be reached, and one log line says so', async () => {
  await using database = await createTestDatabase()
  await using api = await startProcess('api', {
    DATABASE_URL: database.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
  })
  for (let n = 0; n < 5; n++) expect((await fetch(`${api.url}/orders`)).status).toBe(200)
  await api.waitForLog(({ msg }) => msg === 'traces not delivered', 20_000)
  expect((await api.kill('SIGTERM')).code).toBe(0)
})
