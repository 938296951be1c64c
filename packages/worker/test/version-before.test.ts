import { audit } from '@order-settlement/db/audit.ts'
import { type ApiDriver, createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectExact } from './settle.ts'
import {
  completeJob,
  insertBatches,
  markPlanned,
  markPublishing,
  replaceSettlements,
  startJob,
  sumNextBatch,
} from './settle-as-before.ts'

const none = {
  products: [],
  orders: [],
  refunds: [],
  transactions: [],
  settlements: [],
  closed_days: [],
}
const chunk = { batchSize: 100, chunk: 4 }
const totals = { txn_count: 1727, gross_cents: 7, fee_cents: 3, net_cents: 4 }
/** As the version before stores it: without refunds and currencies. */
const proof = {
  source: totals,
  settlements: totals,
  csv: { ...totals, rows: 20, bytes: 2000, sha256: 'abc' },
  drift: { txn_count: 0, gross_cents: 0, fee_cents: 0, net_cents: 0 },
}

let database: TestDatabase
let directory: TemporaryDirectory
let env: Record<string, string>
let api: TestProcess
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  directory = await makeTemporaryDirectory()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 10, n, n % 7, 'PAID', timestamptz '2025-06-01Z' + n * interval '100 seconds'
    from generate_series(1, 3000) as n`.execute(database.db)
  env = { DATABASE_URL: database.url, SETTLEMENT_DIR: directory.path, SETTLEMENT_BATCH_SIZE: '100' }
  api = await startProcess('api', env)
  driver = createApiDriver(api.url)
})

afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await database?.drop()
  await directory?.remove()
})

test('a worker of the version before that is still running settles a job of the new version', async () => {
  const { db } = database
  const range = { from: '2025-06-01', to: '2025-06-02' }
  const id = await driver.startSettlement(range)
  await startJob(db, id)
  let last: { is_last: boolean } | undefined
  while (!last?.is_last)
    last = (await db.transaction().execute((trx) => insertBatches(trx, id, chunk))).at(-1)
  expect(await markPlanned(db, id)).toBe(true)
  let rows = 0
  for (let summed = await sumNextBatch(db); summed; summed = await sumNextBatch(db))
    rows += summed.row_count
  await markPublishing(db, id)
  await db.transaction().execute(async (trx) => {
    const job = { id, from_date: range.from, to_date: range.to }
    await replaceSettlements(trx, job, '2026-01-01T00:00:00.000000Z')
    await completeJob(trx, id, proof)
  })

  // 86,400 s a day, and a transaction each 100 s.
  expect(rows).toBe(1_727)
  expect(await driver.readJob(id)).toMatchObject({ status: 'COMPLETED', total: 1_727, proof })
  const { data } = await driver.client.GET('/settlements', { params: { query: { limit: 1 } } })
  expect(data?.settlements).toMatchObject([{ merchant_id: 'm0', txn_count: 86 }])
  expect(await audit(db)).toEqual(none)
})

test('a job that a worker of the version before has half planned and half summed is completed by the new one', async () => {
  const { db } = database
  const range = { from: '2025-06-03', to: '2025-06-04' }
  const id = await driver.startSettlement(range)
  await startJob(db, id)
  // More rows than the new worker sums at once.
  const large = { batchSize: 150, chunk: 4 }
  await db.transaction().execute((trx) => insertBatches(trx, id, large))
  await sumNextBatch(db)
  await sumNextBatch(db)

  await using _worker = await startProcess('worker', env)

  const job = await driver.waitForJob(id, hasEnded)
  await expectExact({ api: api.url, db, directory: directory.path }, job, range)
  expect(await audit(db)).toEqual(none)
})

test('a worker of the version before plans a job while the new one sums it', async () => {
  const { db } = database
  const range = { from: '2025-06-02', to: '2025-06-03' }
  const id = await driver.startSettlement(range)
  await startJob(db, id)
  let last: { is_last: boolean } | undefined
  while (!last?.is_last) {
    // More rows than the new worker sums at once.
    const large = { batchSize: 250, chunk: 1 }
    last = (await db.transaction().execute((trx) => insertBatches(trx, id, large))).at(-1)
    await sql`select * from sum_next_batch(100, null, null)`.execute(db)
  }
  expect(await markPlanned(db, id)).toBe(true)

  await using _worker = await startProcess('worker', env)

  const job = await driver.waitForJob(id, hasEnded)
  await expectExact({ api: api.url, db, directory: directory.path }, job, range)
})

test('a worker of the version before sums parts that the new one has planned, and the new one publishes them', async () => {
  const { db } = database
  const range = { from: '2025-06-01', to: '2025-06-04' }
  const id = await driver.startSettlement(range)
  await startJob(db, id)
  // As the new planner stores them: parts of a time each, whose rows nobody has counted.
  await sql`insert into settlement_batches
      (job_id, turn, lower_paid_at, lower_id, upper_paid_at, upper_id, row_count)
    select id, day, range_start + day * interval '1 day', -9223372036854775808,
      range_start + (day + 1) * interval '1 day', -9223372036854775808, 0
    from jobs, generate_series(0, 3) as day where id = ${id}`.execute(db)
  await sql`update jobs set planned = true where id = ${id}`.execute(db)
  await sumNextBatch(db)
  await sumNextBatch(db)

  await using _worker = await startProcess('worker', env)

  const job = await driver.waitForJob(id, hasEnded)
  await expectExact({ api: api.url, db, directory: directory.path }, job, range)
  expect(await audit(db)).toEqual(none)
})
