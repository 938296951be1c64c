import { audit } from '@order-settlement/db/audit.ts'
import { dropPartitions } from '@order-settlement/db/partitions/drop-partitions.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { deleteJobs } from '@order-settlement/shared/jobs/delete-jobs.ts'
import { cleanUpQueue } from '@order-settlement/shared/jobs/queues.ts'
import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { createProof } from '@order-settlement/testing/create-proof.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runJob } from './run-job.ts'

const retentionDays = 30

let database: TestDatabase
let db: Database
beforeEach(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterEach(() => database.drop())

interface EndedJob {
  from?: string
  to?: string
  status?: 'COMPLETED' | 'FAILED' | 'CANCELLED'
  dryRun?: boolean
  /** Days since its end. */
  age?: number
  fileIsKept?: boolean
}

/** Jobs of one day, older than the retention, without their file, unless given otherwise. */
async function addJob(job: EndedJob = {}): Promise<string> {
  const {
    from = '2025-01-01',
    to = from,
    status = 'COMPLETED',
    dryRun = false,
    age = retentionDays + 1,
    fileIsKept = false,
  } = job
  const { id } = await db
    .insertInto('jobs')
    .values({
      from_date: from,
      to_date: to,
      timezone: 'UTC',
      range_start: `${from}T00:00Z`,
      range_end: `${to}T24:00Z`,
      status: 'RUNNING',
      dry_run: dryRun,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.transaction().execute(async (trx) => {
    await sql`select set_config('order_settlement.dry_run', ${id}, true)`.execute(trx)
    await sql`update jobs set status = ${status}, started_at = now(), finished_at = now() - ${age} * interval '1 day',
        proof = ${status === 'COMPLETED' ? JSON.stringify(createProof()) : null}::jsonb
      where id = ${id}`.execute(trx)
  })
  if (status === 'COMPLETED' && !dryRun && !fileIsKept) {
    await sql`update jobs set file_removed_at = now() - interval '2 days' where id = ${id}`.execute(
      db,
    )
  }
  return id
}

async function listJobs(): Promise<string[]> {
  return (await db.selectFrom('jobs').select('id').orderBy('id').execute()).map(({ id }) => id)
}

test('jobs past their retention are deleted with their changes and keys; younger and open ones are kept', async () => {
  const replaced = await addJob()
  await sql`insert into settlement_changes (run_id, merchant_id, date) values (${replaced}, 'm', '2025-01-01')`.execute(
    db,
  )
  await sql`insert into job_keys values ('key', ${replaced}, false, true)`.execute(db)
  await addJob({ status: 'FAILED' })
  await addJob({ status: 'CANCELLED' })
  await addJob({ dryRun: true })
  const young = await addJob({ status: 'FAILED', age: retentionDays - 1 })
  const last = await addJob()
  const open = await db
    .insertInto('jobs')
    .values({
      from_date: '2025-01-01',
      to_date: '2025-01-01',
      timezone: 'UTC',
      range_start: '2025-01-01Z',
      range_end: '2025-01-02Z',
      created_at: '2025-01-01Z',
    })
    .returning('id')
    .executeTakeFirstOrThrow()

  expect(await deleteJobs(db, retentionDays, 3)).toBe(3)
  expect(await deleteJobs(db, retentionDays, 3)).toBe(1)
  expect(await deleteJobs(db, retentionDays, 3)).toBe(0)

  expect(await listJobs()).toEqual([young, last, open.id])
  for (const table of ['settlement_changes', 'job_keys'] as const) {
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
  }
})

test('a job that settled one of its 31 days last is kept, however old', async () => {
  const month = await addJob({ from: '2025-01-01', to: '2025-01-31' })
  const days = [await addJob({ from: '2025-01-01', to: '2025-01-30' })]
  expect(await deleteJobs(db, retentionDays, 100)).toBe(0)
  days.push(await addJob({ from: '2025-01-31' }))
  expect(await deleteJobs(db, retentionDays, 100)).toBe(1)
  expect(await listJobs()).toEqual(days)
  expect(await listJobs()).not.toContain(month)
})

test('a job whose end is the latest of a day is kept beside the one that was published last', async () => {
  // The clock went back between them: settled days are told by the end of their jobs.
  const ended = await addJob({ age: retentionDays + 1 })
  const published = await addJob({ age: retentionDays + 2 })
  expect(await deleteJobs(db, retentionDays, 100)).toBe(0)
  expect(await listJobs()).toEqual([ended, published])
})

test('a job is kept while its file is, and while a row of settlements names it', async () => {
  const withFile = await addJob({ fileIsKept: true })
  const named = await addJob({ from: '2025-01-02' })
  await sql`insert into settlements (merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, generated_at,
    unique_run_id) values ('m', '2025-01-02', 1, 0, 1, 1, now(), ${named})`.execute(db)
  const last = await addJob({ from: '2025-01-01', to: '2025-01-02' })
  expect(await deleteJobs(db, retentionDays, 100)).toBe(0)
  await sql`update settlements set unique_run_id = ${last}`.execute(db)
  await sql`update jobs set file_removed_at = now() - interval '2 days'`.execute(db)
  expect(await deleteJobs(db, retentionDays, 100)).toBe(2)
  expect(await listJobs()).toEqual([last])
  expect([withFile, named]).not.toContain(last)
})

test('what lies between two jobs that can be compared is kept, until the earlier one is deleted', async () => {
  const first = await addJob({ age: retentionDays - 1 })
  const second = await addJob()
  const third = await addJob()
  expect(await deleteJobs(db, retentionDays, 100)).toBe(0)
  await sql`update jobs set finished_at = now() - interval '99 days' where id = ${first}`.execute(
    db,
  )
  expect(await deleteJobs(db, retentionDays, 100)).toBe(1)
  expect(await deleteJobs(db, retentionDays, 100)).toBe(1)
  expect(await listJobs()).toEqual([third])
  expect(second).not.toBe(third)
})

test('a worker with JOB_RETENTION_DAYS and CHANGES_RETENTION_MONTHS keeps the books: settled days and audit are the same', async () => {
  await using directory = await makeTemporaryDirectory()
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory.path,
    SETTLEMENT_RETENTION_DAYS: '1',
    JOB_RETENTION_DAYS: String(retentionDays),
    CHANGES_RETENTION_MONTHS: '1',
  }
  await using api = await startProcess('api', env)
  await using worker = await startProcess('worker', env)
  expect(worker.url).toBeDefined()
  const driver = createApiDriver(api.url)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 10, n, n % 7, 'PAID', timestamptz '2025-01-01Z' + n * interval '1 hour'
    from generate_series(1, 100) n`.execute(db)
  const range = { from: '2025-01-01', to: '2025-01-03', timezone: 'UTC' }
  const [first] = [await driver.settle(range), await driver.settle(range)]
  await sql`update transactions set amount_cents = amount_cents + 1`.execute(db)
  const last = await driver.settle(range)
  await sql`update jobs set finished_at = finished_at - interval '40 days'`.execute(db)
  const before = await sql`select * from settlements order by 1, 2`.execute(db)

  await runJob(database.url, cleanUpQueue)
  await sql`update jobs set file_removed_at = now() - interval '2 days'`.execute(db)
  await runJob(database.url, cleanUpQueue)

  expect(await listJobs()).toEqual([last.job_id])
  expect((await fetch(`${api.url}/jobs/${first?.job_id}`)).status).toBe(404)
  const diff = await fetch(`${api.url}/jobs/${last.job_id}/diff`)
  expect(await diff.json()).toMatchObject({ changes: expect.any(Array) })
  // As if the months of the job were past.
  await dropPartitions(db, -1)
  const removed = await fetch(`${api.url}/jobs/${last.job_id}/diff`)
  expect(removed.status).toBe(409)
  expect(await removed.json()).toMatchObject({ code: 'DIFF_NOT_KEPT' })

  expect(await sql`select * from settlements order by 1, 2`.execute(db)).toEqual(before)
  expect(Object.values(await audit(db)).flat()).toEqual([])
}, 60_000)
