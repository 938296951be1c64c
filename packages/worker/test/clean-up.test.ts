import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanUpQueue, queueNames } from '@order-settlement/shared/jobs/queues.ts'
import { type ApiDriver, createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import type { Range } from '@order-settlement/testing/independent-csv.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runJob } from './run-job.ts'
import { expectExact, expectNothingLeft } from './settle.ts'

const zone = 'Pacific/Kiritimati'
const retentionDays = 30

let database: TestDatabase
let directory: string
let apiProcess: TestProcess
let worker: TestProcess
let api: string
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  directory = await mkdtemp(join(tmpdir(), 'settlements-'))
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 10, n, n % 7, 'PAID', clock_timestamp() - n * interval '3 minutes'
    from generate_series(1, 3000) n`.execute(database.db)
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory,
    SETTLEMENT_BATCH_SIZE: '100',
    SETTLEMENT_RETENTION_DAYS: String(retentionDays),
    WORKERS: '2',
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

async function age(jobId: string, days: number): Promise<void> {
  await sql`update jobs set finished_at = clock_timestamp() - ${days} * interval '1 day'
    where id = ${jobId}`.execute(database.db)
}

/** Cancels a settlement after its last batch is summed and before its publish message is sent. */
async function startAndCancelSummed(range: Range): Promise<string> {
  // One settlement at a time: the hold stops every handler that finds no open batch.
  const hold = await holdAt(database.db, 'update of publishing', 'jobs')
  const id = await driver.startSettlement(range)
  await vi.waitUntil(async () => {
    const { rows } = await sql`select from jobs where id = ${id} and planned
      and not exists (select from settlement_batches where job_id = id and open)`.execute(
      database.db,
    )
    return rows.length > 0
  }, 20_000)
  await driver.cancelJob(id)
  await hold.release()
  // Cleaning up skips a settlement whose row a worker still locks.
  await expectNothingLeft(database.db, directory, id)
  return id
}

test('a file older than SETTLEMENT_RETENTION_DAYS is removed: its download answers 404, the table is unchanged', async () => {
  const range = { from: '2026-01-01', to: '2026-01-02', timezone: zone }
  const old = await driver.settle(range)
  const young = await driver.settle(range)
  const before = await sql`select * from settlements order by 1, 2`.execute(database.db)
  await age(old.job_id, retentionDays + 0.01)
  await age(young.job_id, retentionDays - 0.01)

  await runJob(database.url, cleanUpQueue)

  const files = await readdir(directory)
  expect(files).not.toContain(`${old.job_id}.csv`)
  expect(files).toContain(`${young.job_id}.csv`)
  expect((await fetch(`${api}/downloads/${old.job_id}.csv`)).status).toBe(404)
  expect((await fetch(`${api}/downloads/${young.job_id}.csv`)).status).toBe(200)
  const after = await driver.waitForJob(old.job_id, hasEnded)
  expect(after).toMatchObject({ status: 'COMPLETED', download_url: null, proof: old.proof })
  expect(await sql`select * from settlements order by 1, 2`.execute(database.db)).toEqual(before)
})

test('temporary files of crashed workers are removed after a day; files in use or unknown stay', async () => {
  const { job_id } = await driver.settle({ from: '2026-02-01', to: '2026-02-01' })
  const hold = await holdAt(database.db, 'insert', 'settlement_batches')
  const running = await driver.startSettlement({ from: '2026-02-01', to: '2026-02-02' })
  await hold.reached()
  const unknown = '01900000-0000-7000-8000-000000000000'
  const tomorrow = `${job_id}.csv.78-9.tmp`
  const gone = [`${job_id}.csv.12-3.tmp`, `${unknown}.csv.12-3.tmp`]
  const kept = [`${running}.csv.12-3.tmp`, `${unknown}.csv`, 'report.csv', 'notes.tmp']
  const twoDaysAgo = new Date(Date.now() - 48 * 60 * 60 * 1000)
  for (const name of [...gone, ...kept]) {
    await writeFile(join(directory, name), 'x')
    await utimes(join(directory, name), twoDaysAgo, twoDaysAgo)
  }
  await writeFile(join(directory, tomorrow), 'x')

  await runJob(database.url, cleanUpQueue)

  const files = await readdir(directory)
  expect(files).toEqual(expect.arrayContaining([...kept, tomorrow, `${job_id}.csv`]))
  expect(files.filter((name) => gone.includes(name))).toEqual([])
  await hold.release()
  await driver.waitForJob(running, hasEnded)
})

test('a file whose removal a crash interrupted is removed an hour later', async () => {
  const { job_id } = await driver.settle({ from: '2026-03-01', to: '2026-03-01' })
  await sql`update jobs set file_removed_at = clock_timestamp() where id = ${job_id}`.execute(
    database.db,
  )
  await runJob(database.url, cleanUpQueue)
  expect(await readdir(directory)).not.toContain(`${job_id}.csv`)
})

test('the sums of a cancelled settlement are kept for 7 days; after that a retry sums everything and completes', async () => {
  const { rows } = await sql<{ from: string; to: string }>`
    select min(day)::text as from, max(day)::text as to
    from (select (paid_at at time zone ${zone})::date as day from transactions)`.execute(
    database.db,
  )
  const range = { ...(rows[0] as (typeof rows)[number]), timezone: zone }
  const early = await startAndCancelSummed(range)
  const late = await startAndCancelSummed({ ...range, to: range.from })
  await age(early, 6.9)
  await age(late, 7.1)

  await runJob(database.url, cleanUpQueue)

  const left = await sql<{
    job_id: string
  }>`select distinct job_id from settlement_batches`.execute(database.db)
  expect(left.rows).toEqual([{ job_id: early }])
  for (const [id, to] of [
    [early, range.to],
    [late, range.from],
  ] as const) {
    await driver.retryJob(id)
    const job = await driver.waitForJob(id, hasEnded)
    await expectExact({ api, db: database.db, directory }, job, { ...range, to })
  }
})

test('pg-boss deletes messages of the service that were completed more than a day ago', async () => {
  await sql`update pgboss.job set completed_on = completed_on - interval '25 hours',
    created_on = created_on - interval '25 hours' where state = 'completed'`.execute(database.db)
  await sql`update pgboss.queue set maintain_on = null`.execute(database.db)
  await vi.waitFor(async () => {
    // pg-boss keeps the messages of its own queue, one for each minute with a schedule, for 7 days.
    const { rows } = await sql`select from pgboss.job where state = 'completed'
      and name = any(${queueNames})
      and completed_on < clock_timestamp() - interval '24 hours'`.execute(database.db)
    expect(rows).toEqual([])
  }, 20_000)
})
