import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { expect, type TestContext, test, vi } from 'vitest'
import { expectExact } from './settle.ts'

vi.setConfig({ testTimeout: 60_000 })

const range = { from: '2025-01-01', to: '2025-01-31' }

/** 40,000 transactions in batches of 100: enough to kill a worker in the middle of a settlement. */
async function prepare({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  const database = await createTestDatabase()
  const directory = await mkdtemp(join(tmpdir(), 'settlements-'))
  onTestFinished(async () => {
    await database.drop()
    await rm(directory, { recursive: true, force: true })
  })
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 50, n, n % 9, 'PAID', timestamptz '2025-01-01Z' + n * interval '65 seconds'
    from generate_series(1, 40000) n`.execute(database.db)
  await sql`vacuum analyze transactions`.execute(database.db)
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory,
    SETTLEMENT_BATCH_SIZE: '100',
    WORKERS: '2',
  }
  return { db: database.db, directory, env }
}

// Concurrent: these four mostly wait for a missed heartbeat.
test.concurrent('a worker killed during a settlement is restarted: exact within 15 s', async (context) => {
  const { db, directory, env } = await prepare(context)
  await using api = await startProcess('api', env)
  const driver = createApiDriver(api.url)
  const victim = await startProcess('worker', env)
  const id = await driver.startSettlement(range)
  await driver.waitForJob(id, ({ processed }) => processed > 0)
  await victim.kill('SIGKILL')
  const killed = performance.now()
  await using _worker = await startProcess('worker', env)
  const job = await driver.waitForJob(id, hasEnded)
  expect(performance.now() - killed).toBeLessThan(15_000)
  await expectExact({ api: api.url, db, directory }, job, range)
})

test.concurrent('a worker killed during a settlement is replaced by another that is running: exact within 15 s', async (context) => {
  const { db, directory, env } = await prepare(context)
  await using api = await startProcess('api', env)
  const driver = createApiDriver(api.url)
  await using _other = await startProcess('worker', env)
  const victim = await startProcess('worker', env)
  const id = await driver.startSettlement(range)
  await driver.waitForJob(id, ({ processed }) => processed > 0)
  await victim.kill('SIGKILL')
  const killed = performance.now()
  const job = await driver.waitForJob(id, hasEnded)
  expect(performance.now() - killed).toBeLessThan(15_000)
  await expectExact({ api: api.url, db, directory }, job, range)
})

// Where a crash could do the most damage: all batches are summed and no message is sent yet, and in the
// middle of publishing.
const moments = [
  ['after the last batch, before the publish message', 'update of publishing', 'jobs'],
  ['while publishing', 'insert', 'settlements'],
] as const

test.concurrent.for(moments)(
  'every worker is killed %s: a new one completes, exact within 15 s',
  async ([, event, table], context) => {
    const { db, directory, env } = await prepare(context)
    await using api = await startProcess('api', env)
    const driver = createApiDriver(api.url)
    const victims = [await startProcess('worker', env), await startProcess('worker', env)]
    const hold = await holdAt(db, event, table)
    const id = await driver.startSettlement(range)
    await hold.reached()
    await Promise.all(victims.map((victim) => victim.kill('SIGKILL')))
    await hold.release()
    const killed = performance.now()
    await using _worker = await startProcess('worker', env)
    const job = await driver.waitForJob(id, hasEnded)
    expect(performance.now() - killed).toBeLessThan(15_000)
    await expectExact({ api: api.url, db, directory }, job, range)
  },
)

test('a worker that gets SIGTERM during a settlement stops within a batch, and the next worker completes it', async (context) => {
  const { db, directory, env } = await prepare(context)
  await using api = await startProcess('api', env)
  const driver = createApiDriver(api.url)
  const leaving = await startProcess('worker', env)
  const id = await driver.startSettlement(range)
  await driver.waitForJob(id, ({ processed }) => processed > 0)
  await leaving.kill('SIGTERM')
  expect((await leaving.exited).code).toBe(0)
  const { rows } =
    await sql`select name, state from pgboss.job where state in ('failed', 'retry', 'active')`.execute(
      db,
    )
  expect(rows).toEqual([])
  await using _worker = await startProcess('worker', env)
  const job = await driver.waitForJob(id, hasEnded)
  await expectExact({ api: api.url, db, directory }, job, range)
})

test('a second SIGTERM ends a worker that waits for its statements at once', async (context) => {
  const { db, env } = await prepare(context)
  await using api = await startProcess('api', env)
  const worker = await startProcess('worker', env)
  const hold = await holdAt(db, 'insert', 'settlements')
  await createApiDriver(api.url).startSettlement(range)
  await hold.reached()
  worker.child.kill('SIGTERM')
  await worker.waitForLog(({ msg }) => msg === 'worker stopping')
  const since = performance.now()
  expect(await worker.kill('SIGTERM')).toEqual({ code: 1, signal: null })
  expect(performance.now() - since).toBeLessThan(2_000)
  await hold.release()
})

test.for(moments)(
  'the connection is cut %s: the same worker completes with exact sums',
  async ([, event, table], context) => {
    const { db, directory, env } = await prepare(context)
    await using api = await startProcess('api', env)
    const driver = createApiDriver(api.url)
    await using _worker = await startProcess('worker', env)
    const hold = await holdAt(db, event, table)
    const id = await driver.startSettlement(range)
    await hold.reached()
    await hold.disconnect()
    await hold.release()
    const job = await driver.waitForJob(id, hasEnded)
    await expectExact({ api: api.url, db, directory }, job, range)
  },
)

test('a worker that starts while another publishes gets the publish message too, and publishes nothing twice', async (context) => {
  const { db, directory, env } = await prepare(context)
  await using api = await startProcess('api', env)
  const driver = createApiDriver(api.url)
  await using first = await startProcess('worker', env)
  const hold = await holdAt(db, 'update of proof', 'jobs')
  const id = await driver.startSettlement(range)
  await hold.reached()
  await using second = await startProcess('worker', env)
  await vi.waitFor(async () => {
    const { rows } = await sql`select from pgboss.job
      where name = 'settlement-publish' and state = 'active'`.execute(db)
    expect(rows).toHaveLength(2)
  }, 10_000)
  await hold.release()
  const job = await driver.waitForJob(id, hasEnded)
  await expectExact({ api: api.url, db, directory }, job, range)
  for (const worker of [first, second]) {
    expect(worker.logs.filter(({ level }) => level >= 50)).toEqual([])
  }
})
