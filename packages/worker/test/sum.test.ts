import { type ApiDriver, createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { expectExact } from './settle.ts'

vi.setConfig({ testTimeout: 60_000 })

/** 2,000 batches at least. */
const large = { from: '2025-01-01', to: '2025-01-31' }

let database: Awaited<ReturnType<typeof createTestDatabase>>
let folder: Awaited<ReturnType<typeof makeTemporaryDirectory>>
let env: Record<string, string>
let api: TestProcess
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await makeTemporaryDirectory()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 50, n, n % 9, 'PAID', timestamptz '2025-01-01Z' + n * interval '65 seconds'
    from generate_series(1, 40000) n
    union all
    select 'small', n, 0, 'PAID', timestamptz '2025-03-01Z' + n * interval '1 hour'
    from generate_series(0, 239) n`.execute(database.db)
  await sql`vacuum analyze transactions`.execute(database.db)
  env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: folder.path,
    SETTLEMENT_BATCH_SIZE: '20',
    WORKERS: '2',
    LOG_LEVEL: 'debug',
  }
  api = await startProcess('api', env)
  driver = createApiDriver(api.url)
})
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await database?.drop()
  await folder?.remove()
})

function summedBy(worker: TestProcess, jobId: string): number {
  return worker.logs.filter(({ msg, job_id }) => msg === 'batch summed' && job_id === jobId).length
}

async function startLarge(): Promise<string> {
  const id = await driver.startSettlement(large)
  await driver.waitForJob(id, ({ processed }) => processed > 0)
  return id
}

async function expectCompleted(jobId: string): Promise<void> {
  const stack = { api: api.url, db: database.db, directory: folder.path }
  await expectExact(stack, await driver.waitForJob(jobId, hasEnded), large)
}

test('10 small settlements started after one of 2000 batches or more complete before three quarters of it are summed', async () => {
  await using _worker = await startProcess('worker', env)
  const id = await startLarge()
  const days = Array.from({ length: 10 }, (_, day) => `2025-03-${String(day + 1).padStart(2, '0')}`)
  const jobs = await Promise.all(days.map((day) => driver.settle({ from: day, to: day })))
  expect(jobs.map(({ status, total }) => ({ status, total }))).toEqual(
    days.map(() => ({ status: 'COMPLETED', total: 24 })),
  )
  const { status, processed } = await driver.waitForJob(id, () => true)
  expect(status).toBe('RUNNING')
  expect(processed).toBeLessThan(30_000)
  await expectCompleted(id)
})

test('three workers share a settlement of 2000 batches or more: each sums more than 200', async () => {
  await using one = await startProcess('worker', env)
  await using two = await startProcess('worker', env)
  await using three = await startProcess('worker', env)
  const id = await startLarge()
  await expectCompleted(id)
  const shares = [one, two, three].map((worker) => summedBy(worker, id))
  expect(Math.min(...shares)).toBeGreaterThan(200)
  expect(shares.reduce((sum, share) => sum + share)).toBeGreaterThanOrEqual(2_000)
})

test('a worker that starts during a settlement takes part, and one that stops leaves the rest to it', async () => {
  await using leaving = await startProcess('worker', env)
  const id = await startLarge()
  await using joining = await startProcess('worker', env)
  await vi.waitFor(() => expect(summedBy(joining, id)).toBeGreaterThan(0), 20_000)
  await leaving.kill('SIGTERM')
  await expectCompleted(id)
  expect(summedBy(leaving, id)).toBeGreaterThan(0)
  expect(summedBy(joining, id)).toBeGreaterThan(0)
})

test('an idle worker starts a settlement on notification, before it would poll', async () => {
  await using _worker = await startProcess('worker', env)
  const delays: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const id = await driver.startSettlement({ from: '2025-03-01', to: '2025-03-01' })
    await driver.waitForJob(id, hasEnded)
    const { rows } = await sql<{ ms: number }>`
      select extract(epoch from started_at - created_at) * 1000 as ms from jobs where id = ${id}`.execute(
      database.db,
    )
    delays.push(Number(rows[0]?.ms))
  }
  // Polling is every 2 s: a median this low is due to notifications.
  expect(delays.toSorted((a, b) => a - b)[2]).toBeLessThan(500)
})
