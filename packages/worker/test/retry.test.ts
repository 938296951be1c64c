import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ApiDriver,
  createApiDriver,
  hasEnded,
  type Job,
} from '@order-settlement/testing/api-driver.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { expectExact } from './settle.ts'
import { untilOld } from './until-old.ts'

const range = { from: '2025-06-01', to: '2025-06-04' }

let database: Awaited<ReturnType<typeof createTestDatabase>>
let directory: string
let apiProcess: TestProcess
let worker: TestProcess
let api: string
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  directory = await mkdtemp(join(tmpdir(), 'settlements-'))
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 10, n, n % 7, 'PAID', timestamptz '2025-06-01Z' + n * interval '100 seconds'
    from generate_series(1, 3000) n`.execute(database.db)
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory,
    SETTLEMENT_BATCH_SIZE: '100',
    LOG_LEVEL: 'debug',
  }
  ;[apiProcess, worker] = await Promise.all([startProcess('api', env), startProcess('worker', env)])
  api = apiProcess.url
  driver = createApiDriver(api)
})

afterAll(async () => {
  await Promise.all([apiProcess?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await rm(directory, { recursive: true, force: true })
})

/** A settlement that has summed all of its batches and failed to write its file. */
async function failAtPublishing(): Promise<Job> {
  await untilOld(database.db)
  await rename(directory, `${directory}-away`)
  const failed = await driver.settle(range)
  await rename(`${directory}-away`, directory)
  expect(failed).toMatchObject({ status: 'FAILED', processed: failed.total })
  expect(failed.error).toContain(directory)
  return failed
}

async function retry(id: string): Promise<Job> {
  await driver.retryJob(id)
  return await driver.waitForJob(id, hasEnded)
}

/** Batches of a settlement that were summed before the worker logged `line`. */
async function summedUntil(jobId: string, line: string): Promise<number> {
  await worker.waitForLog(({ msg, job_id }) => msg === line && job_id === jobId)
  return worker.logs.filter(({ msg, job_id }) => msg === 'batch summed' && job_id === jobId).length
}

// The batches that are summed again after a change: none, the one that it touches, or all whose transaction ids
// cannot be compared.
test.each([
  ['nothing changed', sql`select`, 0],
  ['an amount changed', sql`update transactions set amount_cents = 77 where id = 1500`, 1],
  [
    'two amounts changed whose sum is the same',
    sql`update transactions set amount_cents = amount_cents + case id when 1510 then 5 else -5 end
      where id in (1510, 1511)`,
    1,
  ],
  ['a merchant changed', sql`update transactions set merchant_id = 'other' where id = 1620`, 1],
  ['one was refunded', sql`update transactions set status = 'REFUNDED' where id = 1720`, 1],
  ['one was deleted', sql`delete from transactions where id = 1820`, 1],
  [
    'one was paid late, and another deleted',
    sql`with gone as (delete from transactions where id = 1920)
      insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
      select merchant_id, amount_cents, fee_cents, status, paid_at from transactions where id = 1920`,
    1,
  ],
  [
    'the sums are of another cluster',
    sql`update settlement_batches set cluster_mark = '7/00000001/16400'`,
    'all',
  ],
  [
    'the sums are of an unknown cluster',
    sql`update settlement_batches set cluster_mark = null`,
    'all',
  ],
] as const)('a retry when %s is exact, and sums no other batch again', async (_, change, again) => {
  const { job_id } = await failAtPublishing()
  await change.execute(database.db)
  const before = await summedUntil(job_id, 'settlement failed')

  const job = await retry(job_id)

  await expectExact({ api, db: database.db, directory }, job, range)
  expect((await summedUntil(job_id, 'settlement published')) - before).toBe(
    again === 'all' ? before : again,
  )
})

test('a settlement whose first batch could not be summed is summed by a retry, once that is mended', async () => {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'overflow', 9223372036854775807, 0, 'PAID', '2025-05-01 10:00Z' from generate_series(1, 2)`.execute(
    database.db,
  )
  const day = { from: '2025-05-01', to: '2025-05-01' }
  const { job_id, status } = await driver.settle(day)
  expect(status).toBe('FAILED')
  await sql`update transactions set amount_cents = 1 where merchant_id = 'overflow'`.execute(
    database.db,
  )
  await expectExact({ api, db: database.db, directory }, await retry(job_id), day)
})

test('the diff of a settlement has its changes against the settlement before, and no day that is settled for the first time', async () => {
  const days = { from: '2025-06-20', to: '2025-06-22' }
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values ('stays', 100, 1, 'PAID', '2025-06-20 10:00Z'), ('grows', 100, 1, 'PAID', '2025-06-20 10:00Z'),
      ('goes', 100, 1, 'PAID', '2025-06-21 10:00Z')`.execute(database.db)
  const first = await driver.settle({ from: '2025-06-20', to: '2025-06-21' })
  expect(await readChanges(first.job_id)).toEqual([])

  await sql`update transactions set status = 'CANCELLED' where merchant_id = 'goes'`.execute(
    database.db,
  )
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values ('grows', 50, 2, 'PAID', '2025-06-20 11:00Z'), ('new', 5, 0, 'PAID', '2025-06-21 11:00Z'),
      ('first', 5, 0, 'PAID', '2025-06-22 11:00Z')`.execute(database.db)
  const second = await driver.settle(days)
  await expectExact({ api, db: database.db, directory }, second, days)

  const before = { gross_cents: 100, fee_cents: 1, net_cents: 99, txn_count: 1 }
  const replaced = { replaced_run_id: first.job_id, before }
  expect(await readChanges(second.job_id)).toMatchObject([
    { merchant_id: 'goes', date: '2025-06-21', ...replaced, after: null },
    { merchant_id: 'grows', ...replaced, change: { gross_cents: 50, fee_cents: 2, txn_count: 1 } },
    { merchant_id: 'new', date: '2025-06-21', replaced_run_id: null, before: null },
  ])
  const third = await driver.settle(days)
  expect(await readChanges(third.job_id)).toEqual([])
})

async function readChanges(id: string): Promise<unknown[]> {
  const answer = await fetch(`${api}/jobs/${id}/diff`)
  const { changes } = (await answer.json()) as { changes: unknown[] }
  return changes
}

test('a settlement that is cancelled while it is planned completes when it is retried', async () => {
  const days = { from: '2025-06-02', to: '2025-06-03' }
  // The planner is blocked before its first batches.
  const hold = await holdAt(database.db, 'insert', 'settlement_batches')
  const id = await driver.startSettlement(days)
  await hold.reached()
  await driver.cancelJob(id)
  await hold.release()
  await expectExact({ api, db: database.db, directory }, await retry(id), days)
})

test('publishing that a cancel and a retry have overtaken publishes nothing of its own', async () => {
  const { db } = database
  const dayLocks = sql`from pg_locks where locktype = 'advisory' and classid = hashtext('settlement-day')::oid
    and database = (select oid from pg_database where datname = current_database())`
  const countDayLocks = async (granted: boolean) =>
    (await sql`select ${dayLocks} and granted = ${granted}`.execute(db)).rows.length
  // Another settlement of the same day, still publishing.
  const day = await db.startTransaction().execute()
  await sql`select pg_advisory_xact_lock(hashtext('settlement-day'), date '2025-06-02' - date '2000-01-01')`.execute(
    day,
  )
  const days = { from: '2025-06-02', to: '2025-06-02' }
  const id = await driver.startSettlement(days)
  await vi.waitUntil(async () => (await countDayLocks(false)) === 1, 20_000)
  expect((await fetch(`${api}/jobs/${id}/cancel`, { method: 'POST' })).status).toBe(202)
  await sql`update transactions set amount_cents = amount_cents + 1 where id = 1000`.execute(db)
  const hold = await holdAt(db, 'update of done', 'settlement_batches')
  expect((await fetch(`${api}/jobs/${id}/retry`, { method: 'POST' })).status).toBe(202)
  await hold.reached()

  await day.rollback().execute()
  await vi.waitUntil(async () => (await countDayLocks(true)) === 0, 20_000)
  await hold.release()

  const job = await driver.waitForJob(id, hasEnded)
  await expectExact({ api, db, directory }, job, days)
})

test('a retry does not wait for a batch that a handler of the earlier attempt still holds', async () => {
  const { db } = database
  const { job_id } = await failAtPublishing()
  await sql`update settlement_batches set open = true where job_id = ${job_id} and batch_no = 7`.execute(
    db,
  )
  const handler = await db.startTransaction().execute()
  await sql`select from settlement_batches where job_id = ${job_id} and batch_no = 7 for update`.execute(
    handler,
  )

  await driver.retryJob(job_id)

  await handler.rollback().execute()
  const job = await driver.waitForJob(job_id, hasEnded)
  await expectExact({ api, db, directory }, job, range)
})
