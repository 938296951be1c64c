import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { lineage, statements } from '@order-settlement/testing/read-spans.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { startTraceCollector } from '@order-settlement/testing/trace-collector.ts'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'

test('a settlement is one trace, from its request through the messages of the worker to their SQL', async () => {
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

  const traced = await vi.waitFor(
    () => {
      const { spans } = collector
      const request = spans.find(({ name }) => name === 'POST /jobs/settlement')
      const own = spans.filter(({ traceId }) => traceId === request?.traceId)
      const jobSpans = own.filter(({ attributes }) => attributes['settlement.job_id'] === job_id)
      const names = new Set(jobSpans.map(({ name }) => name))
      expect(names).toEqual(
        new Set(['process settlement-plan', 'sum batch', 'process settlement-publish']),
      )
      const batches = jobSpans.filter(({ name }) => name === 'sum batch')
      expect(batches.length).toBeGreaterThanOrEqual(5)
      return own
    },
    { timeout: 10_000, interval: 50 },
  )
  expect(new Set(traced.map(({ service }) => service))).toEqual(new Set(['api', 'worker']))
  for (const [text, span] of [
    ['insert into "jobs"', 'POST /jobs/settlement'],
    ['insert into settlement_batches', 'process settlement-plan'],
    ['select * from sum_next_batch', 'sum batch'],
    ['merge into settlements', 'process settlement-publish'],
  ] as const) {
    const [statement] = statements(collector.spans, text)
    if (!statement) throw new Error(`no span of ${text}`)
    const names = lineage(traced, statement).map(({ name }) => name)
    expect(names, text).toContain(span)
    expect(names.at(-1), text).toBe('POST /jobs/settlement')
  }
})

test('an idle worker sends 0 spans: polling is not traced', async () => {
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
