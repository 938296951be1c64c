import { cleanUpQueue } from '@order-settlement/shared/jobs/queues.ts'
import { type ApiDriver, createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runJob } from './run-job.ts'

const timezone = 'America/New_York'
const merchant_id = 'm'

let database: TestDatabase
let processes: TestProcess[]
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  const env = { DATABASE_URL: database.url, SETTLEMENT_BATCH_SIZE: '12' }
  const [api, worker] = await Promise.all([startProcess('api', env), startProcess('worker', env)])
  processes = [api, worker]
  driver = createApiDriver(api.url)
})

afterAll(async () => {
  await Promise.all((processes ?? []).map((it) => it[Symbol.asyncDispose]()))
  await database?.drop()
})

/** Inserts a transaction an hour on each of the days, so that parts cross midnight. */
async function pay(from: string, to: string): Promise<void> {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select ${merchant_id}, 100, 3, 'PAID', (day + hour * interval '1 hour') at time zone ${timezone}
    from generate_series(${from}::timestamp, ${to}::timestamp, interval '1 day') as day,
      generate_series(0, 23) as hour`.execute(database.db)
}

async function settle(from: string, to: string, options: { dry_run?: true } = {}) {
  const job = await driver.settle({ from, to, timezone, force: true, ...options })
  expect(job.status).toBe('COMPLETED')
  return job.job_id
}

/** The local days at whose noon a part of a job was summed. */
async function snapshotDays(jobId: string): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct day::date::text as day
    from summed_parts, generate_series(timestamp '2025-03-01', '2025-03-31', interval '1 day') as day,
      lateral (select (day + interval '12 hours') at time zone ${timezone} as noon)
    where job_id = ${jobId} and noon >= lower_paid_at and noon < upper_paid_at order by 1`.execute(
    database.db,
  )
  return rows.map(({ day }) => day)
}

async function explain(date: string) {
  const { data } = await driver.client.GET('/settlements/{merchant_id}/{date}', {
    params: { path: { merchant_id, date } },
  })
  return data
}

test('snapshots of days that another job has settled since are deleted; each day is explained as before', async () => {
  // A clock is set forward on the 9th.
  const days = ['2025-03-07', '2025-03-08', '2025-03-09', '2025-03-10', '2025-03-11']
  await pay('2025-03-07', '2025-03-11')
  const first = await settle('2025-03-07', '2025-03-11')
  const second = await settle('2025-03-08', '2025-03-10')
  await settle('2025-03-07', '2025-03-11', { dry_run: true })
  await pay('2025-03-07', '2025-03-11')
  const before = await Promise.all(days.map(explain))
  expect(before).toMatchObject(
    days.map(() => ({ late: { txn_count: 24 }, unexplained: { txn_count: 0 } })),
  )

  await runJob(database.url, cleanUpQueue)

  expect(await snapshotDays(first)).toEqual(['2025-03-07', '2025-03-11'])
  expect(await snapshotDays(second)).toEqual(['2025-03-08', '2025-03-09', '2025-03-10'])
  expect(await Promise.all(days.map(explain))).toEqual(before)
  const third = await settle('2025-03-07', '2025-03-11')
  await runJob(database.url, cleanUpQueue)
  expect(await snapshotDays(first)).toEqual([])
  expect(await snapshotDays(second)).toEqual([])
  expect(await snapshotDays(third)).toEqual(days)
})

test('snapshots of jobs that were completed before jobs were numbered go when a later job has settled their days', async () => {
  await pay('2025-03-20', '2025-03-21')
  const old = await settle('2025-03-20', '2025-03-20')
  const kept = await settle('2025-03-21', '2025-03-21')
  await sql`update jobs set published_no = null where id in (${old}, ${kept})`.execute(database.db)
  await settle('2025-03-20', '2025-03-20')

  await runJob(database.url, cleanUpQueue)

  expect(await snapshotDays(old)).toEqual([])
  expect(await snapshotDays(kept)).toEqual(['2025-03-21'])
})

test('a job’s snapshots are deleted with it', async () => {
  await pay('2025-03-25', '2025-03-25')
  const job = await settle('2025-03-25', '2025-03-25')
  expect(await snapshotDays(job)).toEqual(['2025-03-25'])
  await sql`delete from jobs where id = ${job}`.execute(database.db)
  expect(await snapshotDays(job)).toEqual([])
})
