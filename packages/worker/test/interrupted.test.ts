import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { type ApiDriver, createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { expectExact, proofOf } from './settle.ts'

vi.setConfig({ testTimeout: 60_000 })

const range = { from: '2025-01-01', to: '2025-01-31' }
/** The statement that interrupts each phase in its middle. */
const phases = [
  ['the plan', 'insert', 'settlement_batches'],
  ['a batch', 'update', 'settlement_batches'],
  ['the publishing', 'insert', 'settlements'],
] as const

let postgres: Awaited<ReturnType<typeof startOwnPostgres>>
let folder: Awaited<ReturnType<typeof makeTemporaryDirectory>>
let db: Database
let env: Record<string, string>
let api: TestProcess
let driver: ApiDriver

beforeAll(async () => {
  postgres = await startOwnPostgres()
  folder = await makeTemporaryDirectory()
  const url = postgres.url('appdb')
  const logger = createLogger('test', 'silent')
  await migrate(url, logger)
  db = createDatabase({ url, applicationName: 'test', connections: 10, logger })
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 50, n, n % 9, 'PAID', timestamptz '2025-01-01Z' + n * interval '130 seconds'
    from generate_series(1, 20000) n`.execute(db)
  env = {
    DATABASE_URL: url,
    SETTLEMENT_DIR: folder.path,
    SETTLEMENT_BATCH_SIZE: '500',
    WORKERS: '2',
  }
  api = await startProcess('api', env)
  driver = createApiDriver(api.url)
})
beforeEach(async () => {
  await sql`truncate jobs, settlements cascade`.execute(db)
})
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await db?.destroy()
  await postgres?.[Symbol.asyncDispose]()
  await folder?.remove()
})

test.each(phases)(
  'SIGTERM in the middle of %s: the worker finishes or hands over, and no message uses up a retry',
  async (_, event, table) => {
    const leaving = await startProcess('worker', env)
    const hold = await holdAt(db, event, table)
    const id = await driver.startSettlement(range)
    await hold.reached()
    leaving.child.kill('SIGTERM')
    await leaving.waitForLog(({ msg }) => msg === 'worker stopping')
    await hold.release()
    expect((await leaving.exited).code).toBe(0)
    const { rows } = await sql`select name, state from pgboss.job
      where state in ('failed', 'retry', 'active') or retry_count > 0`.execute(db)
    expect(rows).toEqual([])

    await using _next = await startProcess('worker', env)
    const job = await driver.waitForJob(id, hasEnded)
    await expectExact({ api: api.url, db, directory: folder.path }, job, range)
  },
)

test.each(phases)(
  'PostgreSQL restarts in the middle of %s: the same worker completes with exact sums',
  async (_, event, table) => {
    await using worker = await startProcess('worker', env)
    const hold = await holdAt(db, event, table)
    const id = await driver.startSettlement(range)
    await hold.reached()
    await postgres.restart()
    await hold.release()
    const job = await driver.waitForJob(id, hasEnded)
    await expectExact({ api: api.url, db, directory: folder.path }, job, range)
    expect(worker.child.exitCode).toBeNull()
  },
)

test('the api is killed during a job: the restarted api shows its completion, and the worker logs no warning', async () => {
  await using worker = await startProcess('worker', env)
  const victim = await startProcess('api', env)
  const hold = await holdAt(db, 'update', 'settlement_batches')
  const id = await createApiDriver(victim.url).startSettlement(range)
  await hold.reached()
  await victim.kill('SIGKILL')
  await hold.release()
  await using next = await startProcess('api', env)
  const job = await createApiDriver(next.url).waitForJob(id, hasEnded)
  await expectExact({ api: next.url, db, directory: folder.path }, job, range)
  expect(worker.logs.filter(({ level }) => level >= 40)).toEqual([])
})

test('transactions that change during a settlement show as drift, and the next settlement includes them', async () => {
  await using _worker = await startProcess('worker', env)
  // All batches are summed.
  const hold = await holdAt(db, 'update of publishing', 'jobs')
  const id = await driver.startSettlement(range)
  await hold.reached()
  await sql`with more as (
      insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
      values ('late', 1000, 10, 'PAID', '2025-01-05 10:00Z'), ('late', 500, 5, 'PAID', '2025-01-06 10:00Z')
    ), less as (delete from transactions where id = 3)
    update transactions set amount_cents = amount_cents + 100 where id = 7`.execute(db)
  await hold.release()

  const job = await driver.waitForJob(id, hasEnded)

  expect(job).toMatchObject({ status: 'COMPLETED', progress: 100 })
  // Three more in fees went with the row that was deleted: id 3 had 3 cents, and a fee of 3.
  expect(proofOf(job).drift).toEqual({
    txn_count: 1,
    gross_cents: 1597,
    fee_cents: 12,
    net_cents: 1585,
    refund_cents: 0,
    refund_count: 0,
    by_currency: { USD: expect.objectContaining({ txn_count: 1, gross_cents: 1597 }) },
  })
  expect(proofOf(job).settlements).toEqual({
    ...proofOf(job).csv,
    rows: undefined,
    bytes: undefined,
    sha256: undefined,
  })
  const again = await driver.waitForJob(await driver.startSettlement(range), hasEnded)
  await expectExact({ api: api.url, db, directory: folder.path }, again, range)
})
