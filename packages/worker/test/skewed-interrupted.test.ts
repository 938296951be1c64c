import { seed } from '@order-settlement/db/seed.ts'
import { type ApiDriver, createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import { settledLines } from '@order-settlement/testing/independent-csv.ts'
import {
  keepSeed,
  rangeOf,
  type Shape,
  shapeTransactions,
} from '@order-settlement/testing/shape-transactions.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type DoneBatch, expectPartition, readDoneBatches } from './batch-keys.ts'
import { expectAgreement, expectNothingLeft } from './settle.ts'
import { untilOld } from './until-old.ts'

const batchSize = 100

let database: TestDatabase
let folder: Awaited<ReturnType<typeof makeTemporaryDirectory>>
let env: Record<string, string>
let api: TestProcess
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await makeTemporaryDirectory()
  await seed(database.db, 40_000)
  await keepSeed(database.db)
  env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: folder.path,
    SETTLEMENT_BATCH_SIZE: `${batchSize}`,
  }
  api = await startProcess('api', env)
  driver = createApiDriver(api.url)
})

afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await database?.drop()
  await folder?.remove()
})

/** Starts a settlement of about 400 batches, and returns when some are summed. */
async function startSumming(shape: Shape): Promise<string> {
  const id = await driver.startSettlement(rangeOf(shape))
  await driver.waitForJob(id, ({ processed }) => processed > 2000)
  return id
}

async function startTwoWorkers(): Promise<AsyncDisposable> {
  const workers = new AsyncDisposableStack()
  const start = async () => workers.use(await startProcess('worker', env))
  await Promise.all([start(), start()])
  return workers
}

/** Waits until no worker is in the middle of a batch. */
async function untilIdle(): Promise<void> {
  await vi.waitUntil(async () => {
    const { rows } = await sql`
      select from pg_locks where mode = 'RowExclusiveLock' and relation = 'settlement_batches'::regclass
        and database = (select oid from pg_database where datname = current_database())
      union all select from pgboss.job where state = 'active'`.execute(database.db)
    return rows.length === 0
  }, 20_000)
}

/** Lets a settlement complete, after `resume`: exact, and each transaction in one batch. Returns its batches. */
async function expectCompleted(
  id: string,
  shape: Shape,
  resume: () => Promise<unknown>,
): Promise<DoneBatch[]> {
  const { db } = database
  const range = rangeOf(shape)
  // All batches are summed, and publishing has not deleted them yet.
  const hold = await holdAt(db, 'insert', 'settlements')
  await resume()
  await hold.reached()
  const batches = await readDoneBatches(db, id)
  await hold.release()
  const job = await driver.waitForJob(id, hasEnded)
  await expectAgreement({ api: api.url, db, directory: folder.path }, job, range)
  await expectPartition(db, id, { batches, range, batchSize })
  return batches
}

test.each<Shape>(['hour', 'instant'])(
  'a cancel of shape %s, without statistics, stops two workers within a batch, 5 times',
  async (shape) => {
    const { db } = database
    await shapeTransactions(db, { shape, statistics: 'none' })
    const settled = await settledLines(db, rangeOf(shape))
    await using _workers = await startTwoWorkers()

    for (let round = 0; round < 5; round++) {
      const id = await startSumming(shape)
      expect(await driver.cancelJob(id)).toBe(true)
      const summed = await readDoneBatches(db, id)
      await untilIdle()

      expect(await readDoneBatches(db, id)).toEqual(summed)
      expect(await driver.readJob(id)).toMatchObject({ status: 'CANCELLED', download_url: null })
      await expectNothingLeft(db, folder.path, id)
      expect(await settledLines(db, rangeOf(shape))).toEqual(settled)
    }
  },
)

test.each<Shape>(['hour', 'instant'])(
  'a retry of shape %s, with statistics of the month before, sums no batch again whose transactions have not changed',
  async (shape) => {
    const { db } = database
    await shapeTransactions(db, { shape, statistics: 'stale' })
    await untilOld(db)
    await using _workers = await startTwoWorkers()
    const id = await startSumming(shape)
    await driver.cancelJob(id)
    await untilIdle()
    const summed = await readDoneBatches(db, id)
    const changed = summed[Math.floor(summed.length / 2)]
    await sql`update transactions set amount_cents = amount_cents + 1 where id = (
      select t.id from settlement_batches as b join transactions as t on t.status = 'PAID'
      and (t.paid_at, t.id) >= (lower_paid_at, lower_id) and (t.paid_at, t.id) < (upper_paid_at, upper_id)
    where job_id = ${id} and lower_paid_at || ' ' || lower_id = ${changed?.lower} limit 1)`.execute(
      db,
    )

    const again = await expectCompleted(id, shape, () => driver.retryJob(id))

    const kept = summed.filter((batch) => batch !== changed)
    expect(kept.length).toBeGreaterThan(0)
    const keys = new Set(kept.map(({ lower }) => lower))
    expect(again.filter(({ lower }) => keys.has(lower))).toEqual(kept)
    expect(again).not.toContainEqual(changed)
  },
)

// Last, since a message of a killed worker stays active for 10 s.
test.each<Shape>(['hour', 'instant'])(
  'a worker killed while it sums shape %s, with statistics of the month before, is replaced by another: exact',
  async (shape) => {
    await shapeTransactions(database.db, { shape, statistics: 'stale' })
    await using victim = await startProcess('worker', env)
    const id = await startSumming(shape)
    await victim.kill('SIGKILL')
    expect(await driver.readJob(id)).toMatchObject({ status: 'RUNNING' })

    await using others = new AsyncDisposableStack()
    await expectCompleted(id, shape, async () => others.use(await startProcess('worker', env)))
  },
)
