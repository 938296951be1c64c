import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase } from '@order-settlement/local/testing/test-database.ts'
import { startProcess } from '@order-settlement/local/testing/test-process.ts'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { expectExact, hasEnded, startSettlement, waitForJob } from './settle.ts'

const range = { from: '2025-01-01', to: '2025-01-31' }

/** 200,000 transactions in batches of 500: enough that a kill meets a settlement in its middle. */
async function prepare() {
  const database = await createTestDatabase()
  const directory = await mkdtemp(join(tmpdir(), 'settlements-'))
  onTestFinished(async () => {
    await database.drop()
    await rm(directory, { recursive: true, force: true })
  })
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 50, n, n % 9, 'PAID', timestamptz '2025-01-01Z' + n * interval '13 seconds'
    from generate_series(1, 200000) n`.execute(database.db)
  await sql`vacuum analyze transactions`.execute(database.db)
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory,
    SETTLEMENT_BATCH_SIZE: '500',
    WORKERS: '2',
  }
  return { db: database.db, directory, env }
}

test('a worker killed in mid-job is replaced by its restart: exact within 15 s', async () => {
  const { db, directory, env } = await prepare()
  await using api = await startProcess('api', env)
  const victim = await startProcess('worker', env)
  const id = await startSettlement(api.url, range)
  await waitForJob(api.url, id, ({ processed }) => processed > 0)
  await victim.kill('SIGKILL')
  const killed = performance.now()
  await using _worker = await startProcess('worker', env)
  const job = await waitForJob(api.url, id, hasEnded)
  expect(performance.now() - killed).toBeLessThan(15_000)
  await expectExact({ api: api.url, db, directory }, job, range)
})

test('a worker killed in mid-job is replaced by another that runs: exact within 15 s', async () => {
  const { db, directory, env } = await prepare()
  await using api = await startProcess('api', env)
  await using _other = await startProcess('worker', env)
  const victim = await startProcess('worker', env)
  const id = await startSettlement(api.url, range)
  await waitForJob(api.url, id, ({ processed }) => processed > 0)
  await victim.kill('SIGKILL')
  const killed = performance.now()
  const job = await waitForJob(api.url, id, hasEnded)
  expect(performance.now() - killed).toBeLessThan(15_000)
  await expectExact({ api: api.url, db, directory }, job, range)
})

test('a worker told to stop in mid-job ends within a batch, and the next finishes its job', async () => {
  const { db, directory, env } = await prepare()
  await using api = await startProcess('api', env)
  const leaving = await startProcess('worker', env)
  const id = await startSettlement(api.url, range)
  await waitForJob(api.url, id, ({ processed }) => processed > 0)
  await leaving.kill('SIGTERM')
  expect((await leaving.exited).code).toBe(0)
  const { rows } =
    await sql`select name, state from pgboss.job where state in ('failed', 'retry', 'active')`.execute(
      db,
    )
  expect(rows).toEqual([])
  await using _worker = await startProcess('worker', env)
  const job = await waitForJob(api.url, id, hasEnded)
  await expectExact({ api: api.url, db, directory }, job, range)
})
