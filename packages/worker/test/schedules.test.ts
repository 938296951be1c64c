import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  cleanUpQueue,
  nightlyQueue,
  type QueueDefinition,
} from '@order-settlement/shared/jobs/queues.ts'
import type { Range } from '@order-settlement/testing/independent-csv.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { holdAt } from './hold-at.ts'
import {
  expectExact,
  expectNothingLeft,
  hasEnded,
  settle,
  startSettlement,
  waitForJob,
} from './settle.ts'

// Far from UTC, so that its day before is another one for most of the day.
const zone = 'Pacific/Kiritimati'
const retentionDays = 30

let database: Awaited<ReturnType<typeof createTestDatabase>>
let directory: string
let env: Record<string, string>
let boss: PgBoss
let apiProcess: TestProcess
let workers: TestProcess[]
let api: string

beforeAll(async () => {
  database = await createTestDatabase()
  directory = await mkdtemp(join(tmpdir(), 'settlements-'))
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 10, n, n % 7, 'PAID', clock_timestamp() - n * interval '3 minutes'
    from generate_series(1, 3000) n`.execute(database.db)
  env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory,
    SETTLEMENT_BATCH_SIZE: '100',
    SETTLEMENT_TIMEZONE: zone,
    SETTLEMENT_CRON: '15 0 * * *',
    SETTLEMENT_RETENTION_DAYS: String(retentionDays),
    WORKERS: '2',
  }
  boss = new PgBoss({ connectionString: database.url, migrate: false, supervise: false })
  await boss.start()
  ;[apiProcess, ...workers] = await Promise.all([
    startProcess('api', env),
    startProcess('worker', env),
    startProcess('worker', env),
  ])
  api = apiProcess.url
})

afterAll(async () => {
  await boss?.stop({ graceful: false })
  await Promise.all([apiProcess, ...(workers ?? [])].map((it) => it?.[Symbol.asyncDispose]()))
  await database?.drop()
  await rm(directory, { recursive: true, force: true })
})

/** Runs a scheduled job now, as its schedule would. */
async function runJob({ name }: QueueDefinition): Promise<void> {
  const id = await boss.send(name)
  await vi.waitFor(async () => {
    const [job] = await boss.findJobs(name, { id: id ?? '' })
    expect(job?.state).toBe('completed')
  }, 20_000)
}

async function schedules() {
  const { rows } = await sql<{ name: string; cron: string; timezone: string }>`
    select name, cron, timezone from pgboss.schedule order by name`.execute(database.db)
  return rows
}

async function age(jobId: string, days: number): Promise<void> {
  await sql`update jobs set finished_at = clock_timestamp() - ${days} * interval '1 day'
    where id = ${jobId}`.execute(database.db)
}

/** Cancels a settlement that has summed what it planned, and is held back from publishing. */
async function startAndCancelSummed(range: Range): Promise<string> {
  // One settlement at a time: every lane that finds nothing more to sum stops at the hold.
  const hold = await holdAt(database.db, 'update of publishing', 'jobs')
  const id = await startSettlement(api, range)
  await waitForJob(api, id, ({ processed, total }) => total > 0 && processed === total)
  await fetch(`${api}/jobs/${id}/cancel`, { method: 'POST' })
  await hold.release()
  // Cleaning up passes over a settlement whose row a worker still holds.
  await expectNothingLeft(database.db, directory, id)
  return id
}

test('the night before is settled once, in the zone set, however often it falls due', async () => {
  expect(await schedules()).toEqual([
    expect.objectContaining({ name: cleanUpQueue.name }),
    { name: nightlyQueue.name, cron: '15 0 * * *', timezone: zone },
  ])
  await Promise.all([runJob(nightlyQueue), runJob(nightlyQueue)])
  await runJob(nightlyQueue)

  const { rows } = await sql<{
    id: string
    day: string
  }>`select id, from_date::text as day from jobs
    where from_date = to_date and timezone = ${zone}
      and from_date = (clock_timestamp() at time zone ${zone})::date - 1`.execute(database.db)
  expect(rows).toHaveLength(1)
  const { id, day } = rows[0] as (typeof rows)[number]
  const job = await waitForJob(api, id, hasEnded)
  await expectExact({ api, db: database.db, directory }, job, {
    from: day,
    to: day,
    timezone: zone,
  })
  expect(job.total).toBe(480)
})

test('a worker without SETTLEMENT_CRON takes the nightly settlement off the schedule', async () => {
  const { SETTLEMENT_CRON, ...rest } = env
  await using _plain = await startProcess('worker', rest)
  expect((await schedules()).map(({ name }) => name)).toEqual([cleanUpQueue.name])
  await using _nightly = await startProcess('worker', env)
  expect((await schedules()).map(({ name }) => name)).toEqual([
    cleanUpQueue.name,
    nightlyQueue.name,
  ])
})

test.each(['midnight', '* * * *', '15 0 * * * *', '61 0 * * *'])(
  'SETTLEMENT_CRON "%s" stops the worker with one line',
  async (cron) => {
    const started = startProcess('worker', { ...env, SETTLEMENT_CRON: cron })
    await expect(started).rejects.toThrow(
      new RegExp(`SETTLEMENT_CRON.*${cron.replaceAll('*', '\\*')}.*cron expression of five fields`),
    )
  },
)

test('a file is removed past its days, and its job says so: 404, table unchanged', async () => {
  const range = { from: '2026-01-01', to: '2026-01-02', timezone: zone }
  const old = await settle(api, range)
  const young = await settle(api, range)
  const before = await sql`select * from settlements order by 1, 2`.execute(database.db)
  await age(old.job_id, retentionDays + 0.01)
  await age(young.job_id, retentionDays - 0.01)

  await runJob(cleanUpQueue)

  const files = await readdir(directory)
  expect(files).not.toContain(`${old.job_id}.csv`)
  expect(files).toContain(`${young.job_id}.csv`)
  expect((await fetch(`${api}/downloads/${old.job_id}.csv`)).status).toBe(404)
  expect((await fetch(`${api}/downloads/${young.job_id}.csv`)).status).toBe(200)
  const after = await waitForJob(api, old.job_id, hasEnded)
  expect(after).toMatchObject({ status: 'COMPLETED', download_url: null, proof: old.proof })
  expect(await sql`select * from settlements order by 1, 2`.execute(database.db)).toEqual(before)
})

test('what a crash left is cleared a day later; what is in use or unknown stays', async () => {
  const { job_id } = await settle(api, { from: '2026-02-01', to: '2026-02-01' })
  const hold = await holdAt(database.db, 'insert', 'settlement_batches')
  const running = await startSettlement(api, { from: '2026-02-01', to: '2026-02-02' })
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

  await runJob(cleanUpQueue)

  const files = await readdir(directory)
  expect(files).toEqual(expect.arrayContaining([...kept, tomorrow, `${job_id}.csv`]))
  expect(files.filter((name) => gone.includes(name))).toEqual([])
  await hold.release()
  await waitForJob(api, running, hasEnded)
})

test('a file whose removal a crash prevented is removed by the next run', async () => {
  const { job_id } = await settle(api, { from: '2026-03-01', to: '2026-03-01' })
  await sql`update jobs set file_removed_at = clock_timestamp() where id = ${job_id}`.execute(
    database.db,
  )
  await runJob(cleanUpQueue)
  expect(await readdir(directory)).not.toContain(`${job_id}.csv`)
})

test('sums of a cancelled settlement are kept for a week; retried later, it starts anew and completes', async () => {
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

  await runJob(cleanUpQueue)

  const left = await sql<{
    job_id: string
  }>`select distinct job_id from settlement_batches`.execute(database.db)
  expect(left.rows).toEqual([{ job_id: early }])
  for (const [id, to] of [
    [early, range.to],
    [late, range.from],
  ] as const) {
    await fetch(`${api}/jobs/${id}/retry`, { method: 'POST' })
    const job = await waitForJob(api, id, hasEnded)
    await expectExact({ api, db: database.db, directory }, job, { ...range, to })
  }
})

test('pg-boss deletes its own rows of steps that ended more than a day ago', async () => {
  await sql`update pgboss.job set completed_on = completed_on - interval '25 hours',
    created_on = created_on - interval '25 hours' where state = 'completed'`.execute(database.db)
  await sql`update pgboss.queue set maintain_on = null`.execute(database.db)
  await vi.waitFor(async () => {
    const { rows } = await sql`select from pgboss.job where state = 'completed'
      and completed_on < clock_timestamp() - interval '24 hours'`.execute(database.db)
    expect(rows).toEqual([])
  }, 20_000)
})
