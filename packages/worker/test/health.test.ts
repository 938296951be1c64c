import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { planQueue } from '@order-settlement/shared/jobs/queues.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createRegistry } from '@order-settlement/shared/process/metrics.ts'
import { createFolderStore } from '@order-settlement/storage/folder-store.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { PgBoss } from 'pg-boss'
import { expect, test, vi } from 'vitest'
import { findProblem, keepHeartbeat } from '../src/health.ts'
import { createMetrics } from '../src/metrics.ts'
import { registerJobs } from '../src/register-jobs.ts'
import { createAdaptiveLimit } from '../src/settlements/summing/adaptive-limit.ts'
import type { Worker } from '../src/worker.ts'

const patience = { timeout: 20_000, interval: 50 }

test('a SETTLEMENT_DIR that cannot be created stops the worker with one line that names it', async () => {
  const started = startProcess('worker', {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    SETTLEMENT_DIR: '/dev/null/settlements',
  })
  await expect(started).rejects.toThrow('cannot make SETTLEMENT_DIR /dev/null/settlements: ENOTDIR')
})

test('a worker that fetches from every queue is healthy, also without notifications', async () => {
  await using stack = await startWorker()
  await vi.waitFor(async () => expect(await findProblem(stack.worker)).toBeUndefined(), patience)
})

test('a worker that no longer fetches from one of its queues is unhealthy', async () => {
  await using stack = await startWorker()
  await vi.waitFor(async () => expect(await findProblem(stack.worker)).toBeUndefined(), patience)

  await stack.worker.boss.offWork(planQueue.name)

  expect(await findProblem(stack.worker)).toBe(`no answer from queue ${planQueue.name}`)
})

test('the heartbeat file is rewritten every 2 s until the database is gone', async () => {
  await using stack = await startWorker()
  await using directory = await makeTemporaryDirectory()
  const file = join(directory.path, 'heartbeat')
  const beat = () => readFile(file, 'utf8')
  const beating = keepHeartbeat(stack.worker, file)
  const first = await vi.waitFor(beat, patience)
  await vi.waitFor(async () => expect(await beat()).not.toBe(first), patience)

  await stack.database.drop()

  await vi.waitFor(async () => expect(await findProblem(stack.worker)).toBeTruthy(), patience)
  const last = await beat()
  // Longer than the interval of 2 s.
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  expect(await beat()).toBe(last)
  stack.stop()
  await beating
})

interface Stack extends AsyncDisposable {
  worker: Worker
  database: TestDatabase
  stop(): void
}

async function startWorker(): Promise<Stack> {
  const database = await createTestDatabase()
  const boss = new PgBoss({
    connectionString: database.url,
    migrate: false,
    createSchema: false,
    supervise: false,
  })
  boss.on('error', () => {})
  await boss.start()
  const stopping = new AbortController()
  const worker: Worker = {
    db: database.db,
    boss,
    logger: createLogger('test', 'silent'),
    metrics: createMetrics(createRegistry()),
    stopping: stopping.signal,
    sumConcurrency: 1,
    createSumLimit: () => createAdaptiveLimit(1),
    throttle: (work) => work(),
    batchSize: 1_000,
    timezone: 'UTC',
    currency: 'USD',
    nightlyCron: undefined,
    retentionDays: 0,
    jobRetentionDays: 0,
    changesRetentionMonths: 0,
    archivedRetentionMonths: 0,
    store: createFolderStore('/nowhere'),
  }
  await registerJobs(worker)
  return {
    worker,
    database,
    stop: () => stopping.abort(),
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await boss.stop({ graceful: false })
      await database.drop()
    },
  }
}
