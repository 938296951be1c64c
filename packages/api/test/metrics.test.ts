import { planQueue } from '@order-settlement/shared/jobs/queues.ts'
import { parseMetrics } from '@order-settlement/testing/read-metrics.ts'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { addProduct, startApp, type TestApp } from './start-app.ts'

async function start(): Promise<TestApp> {
  const api = await startApp()
  onTestFinished(() => api.stop())
  return api
}

async function metricsOf({ app }: TestApp): Promise<Map<string, number>> {
  const answer = await app.inject('/metrics')
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
  return parseMetrics(answer.body)
}

function order({ app }: TestApp, product_id: number) {
  return app.inject({
    method: 'POST',
    url: '/orders',
    payload: { product_id, quantity: 1, buyer_id: 'u' },
  })
}

test('20 orders at once, 5 of them refused: 20 requests, 20 waits and 1 batch of 20', async () => {
  const api = await start()
  const product = await addProduct(api.db, 15)
  await Promise.all(Array.from({ length: 20 }, () => order(api, product)))

  const metrics = await metricsOf(api)

  const requests = (status: number) =>
    metrics.get(
      `order_settlement_http_request_duration_seconds_count{method="POST",route="/orders",status="${status}"}`,
    )
  expect([requests(201), requests(409)]).toEqual([15, 5])
  expect(metrics.get('order_settlement_orders_batch_size_count')).toBe(1)
  expect(metrics.get('order_settlement_orders_batch_size_sum')).toBe(20)
  expect(metrics.get('order_settlement_orders_wait_seconds_count')).toBe(20)
  expect(metrics.get('order_settlement_orders_wait_seconds_sum')).toBeGreaterThan(0)
  expect(metrics.get('order_settlement_orders_waiting')).toBe(0)
})

test('10 confirms at once, 5 of them late: 10 waits and 1 batch of 10', async () => {
  const api = await start()
  const product = await addProduct(api.db, 10)
  const { rows } = await sql<{ id: string }>`
    insert into orders
      (product_id, quantity, buyer_id, unit_price_cents, total_cents, status, expires_at, confirmed_at)
    select ${product}, 1, 'u', 9900, 9900, 'HELD', now() + (n - 5) * interval '1 hour', null
    from generate_series(1, 10) as n returning id`.execute(api.db)
  await sql`update products set stock = 0, held = 10 where id = ${product}`.execute(api.db)
  const confirm = ({ id }: { id: string }) =>
    api.app.inject({ method: 'POST', url: `/orders/${id}/confirm` })
  for (const { statusCode } of await Promise.all(rows.map(confirm))) expect(statusCode).toBe(200)

  const metrics = await metricsOf(api)

  expect(metrics.get('order_settlement_confirms_batch_size_count')).toBe(1)
  expect(metrics.get('order_settlement_confirms_batch_size_sum')).toBe(10)
  expect(metrics.get('order_settlement_confirms_wait_seconds_count')).toBe(10)
  expect(metrics.get('order_settlement_confirms_waiting')).toBe(0)
})

test('the label of a path with an id is its route, and of an unknown path none', async () => {
  const api = await start()
  await api.app.inject('/orders/0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1')
  await api.app.inject('/no/such/path')

  const metrics = await metricsOf(api)

  const count = (route: string) =>
    metrics.get(
      `order_settlement_http_request_duration_seconds_count{method="GET",route="${route}",status="404"}`,
    )
  expect([count('/orders/:id'), count('none')]).toEqual([1, 1])
  expect([...metrics.keys()].filter((name) => /0198c4e6|such/.test(name))).toEqual([])
})

test('orders that wait for a locked row are counted as waiting, and their connection as in use', async () => {
  const api = await start()
  const product = await addProduct(api.db, 10)
  let answers: Promise<unknown> = Promise.resolve()
  await api.db.transaction().execute(async (trx) => {
    await sql`select from products where id = ${product} for update`.execute(trx)
    const first = order(api, product)
    await expect
      .poll(async () => (await metricsOf(api)).get('order_settlement_orders_batch_size_count'), {
        timeout: 5_000,
      })
      .toBe(1)
    answers = Promise.all([first, order(api, product), order(api, product)])
    await expect
      .poll(async () => (await metricsOf(api)).get('order_settlement_orders_waiting'))
      .toBe(2)
    const metrics = await metricsOf(api)
    const busy =
      (metrics.get('order_settlement_database_pool_connections{pool="orders"}') ?? 0) -
      (metrics.get('order_settlement_database_pool_idle_connections{pool="orders"}') ?? 0)
    expect(busy).toBeGreaterThanOrEqual(1)
    expect(metrics.get('order_settlement_database_pool_waiting{pool="orders"}')).toBe(0)
  })
  await answers
})

test('a settlement without workers is 1 message in its queue, and the other queues are empty', async () => {
  const api = await start()
  await api.app.inject({
    method: 'POST',
    url: '/jobs/settlement',
    payload: { from: '2025-01-01', to: '2025-01-02' },
  })

  const metrics = await metricsOf(api)

  expect(
    metrics.get(`order_settlement_queue_messages{queue="${planQueue.name}",state="created"}`),
  ).toBe(1)
  const jobs = [...metrics].filter(([name]) => name.startsWith('order_settlement_queue_messages'))
  expect(jobs.length).toBeGreaterThan(20)
  expect(jobs.reduce((sum, [, value]) => sum + value, 0)).toBe(1)
})

test('50 scrapes at once query the queues once', async () => {
  const api = await start()
  await Promise.all(Array.from({ length: 50 }, () => metricsOf(api)))
  const metrics = await metricsOf(api)
  // Every query of this app.
  expect(metrics.get('order_settlement_database_pool_connections{pool="general"}')).toBe(1)
  expect(metrics.get('order_settlement_database_pool_connections{pool="orders"}')).toBe(0)
})

test('without the queues the other metrics are served', async () => {
  const api = await start()
  await sql`alter table pgboss.job rename to gone`.execute(api.db)

  const metrics = await metricsOf(api)

  expect(
    [...metrics.keys()].filter((name) => name.startsWith('order_settlement_queue_messages{')),
  ).toEqual([])
  expect(metrics.get('order_settlement_orders_waiting')).toBe(0)
  expect(metrics.get('process_resident_memory_bytes')).toBeGreaterThan(0)
})

test('while the database hangs a scrape takes at most 1.5 s', async () => {
  const api = await start()
  await api.db.transaction().execute(async (trx) => {
    await sql`lock table pgboss.job in access exclusive mode`.execute(trx)
    // Again if a busy machine made one slower.
    await vi.waitFor(async () => {
      const started = performance.now()
      const metrics = await metricsOf(api)
      expect(performance.now() - started).toBeLessThan(1_500)
      expect(
        [...metrics.keys()].filter((name) => name.startsWith('order_settlement_queue_messages{')),
      ).toEqual([])
    }, 15_000)
  })
})

test('two apps in one process count separately', async () => {
  const [one, two] = [await start(), await start()]
  await order(one, await addProduct(one.db, 1))
  expect((await metricsOf(one)).get('order_settlement_orders_batch_size_count')).toBe(1)
  expect((await metricsOf(two)).get('order_settlement_orders_batch_size_count')).toBe(0)
})
