import { createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import { readMetrics } from '@order-settlement/testing/read-metrics.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'

const january = { from: '2025-01-01', to: '2025-01-31' }
const failed = 'order_settlement_jobs_ended_total{status="FAILED"}'

async function metricsAddress(worker: TestProcess): Promise<string> {
  const { port } = await worker.waitForLog(({ msg }) => msg === 'metrics served')
  return `http://127.0.0.1:${port}`
}

test('a settlement of 1000 rows in 10 batches that completes, and one that is cancelled, are counted', async () => {
  await using database = await createTestDatabase()
  await using directory = await makeTemporaryDirectory()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', n, 0, 'PAID', timestamptz '2025-01-01Z' + n * interval '1 minute'
    from generate_series(1, 1000) n`.execute(database.db)
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory.path,
    SETTLEMENT_BATCH_SIZE: '100',
    METRICS_PORT: '0',
  }
  await using api = await startProcess('api', env)
  const driver = createApiDriver(api.url)
  await using worker = await startProcess('worker', env)
  const address = await metricsAddress(worker)
  expect((await readMetrics(address)).get(failed)).toBe(0)
  await driver.settle(january)
  const hold = await holdAt(database.db, 'update', 'settlement_batches')
  const id = await driver.startSettlement(january)
  await hold.reached()
  // The cancel waits for the held batches.
  const cancelling = fetch(`${api.url}/jobs/${id}/cancel`, { method: 'POST' })
  await hold.release()
  await cancelling
  await driver.waitForJob(id, hasEnded)

  await vi.waitFor(
    async () => {
      const metrics = await readMetrics(address)
      expect(metrics.get('order_settlement_jobs_ended_total{status="COMPLETED"}')).toBe(1)
      expect(metrics.get('order_settlement_jobs_ended_total{status="CANCELLED"}')).toBe(1)
      // A batch of the cancelled job ends after the job.
      expect(metrics.get('order_settlement_batches_in_flight')).toBe(0)
    },
    { timeout: 10_000, interval: 50 },
  )
  const metrics = await readMetrics(address)
  const batches = metrics.get('order_settlement_batches_total') ?? 0
  expect(batches).toBeGreaterThanOrEqual(10)
  const rows = metrics.get('order_settlement_batch_rows_total')
  expect(rows).toBeGreaterThanOrEqual(1000)
  expect(rows).toBeLessThanOrEqual(batches * 100)
  expect(metrics.get('order_settlement_batch_duration_seconds_count')).toBe(batches)
  expect(metrics.get('order_settlement_job_duration_seconds_count')).toBe(1)
  const published = worker.logs.find(({ msg }) => msg === 'settlement published')
  expect(metrics.get('order_settlement_job_duration_seconds_sum')).toBe(published?.seconds)
  expect(
    metrics.get('order_settlement_database_pool_connections{pool="settlements"}'),
  ).toBeGreaterThan(0)
  expect(metrics.get('process_resident_memory_bytes')).toBeGreaterThan(0)
  expect((await fetch(`${address}/else`)).status).toBe(404)
})

test('a worker without METRICS_PORT opens no port, and one whose port is taken does not start', async () => {
  await using database = await createTestDatabase()
  const env = { DATABASE_URL: database.url }
  await using silent = await startProcess('worker', env)
  expect(silent.logs.filter(({ msg }) => msg === 'metrics served')).toEqual([])
  await using first = await startProcess('worker', { ...env, METRICS_PORT: '0' })
  const port = new URL(await metricsAddress(first)).port

  await expect(startProcess('worker', { ...env, METRICS_PORT: port })).rejects.toThrow(
    `cannot listen on METRICS_PORT ${port}: EADDRINUSE`,
  )
})

test('a scraper that keeps its connection open does not delay the shutdown', async () => {
  await using database = await createTestDatabase()
  await using worker = await startProcess('worker', {
    DATABASE_URL: database.url,
    METRICS_PORT: '0',
  })
  await readMetrics(await metricsAddress(worker))
  expect((await worker.kill('SIGTERM')).code).toBe(0)
})
