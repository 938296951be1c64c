import { cleanUpQueue, nightlyQueue } from '@order-settlement/shared/jobs/queues.ts'
import { type ApiDriver, createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runJob } from './run-job.ts'
import { expectExact } from './settle.ts'

// Far from UTC: its day before differs from that of UTC for most of the day.
const zone = 'Pacific/Kiritimati'

let database: TestDatabase
let directory: TemporaryDirectory
let env: Record<string, string>
let api: TestProcess
let driver: ApiDriver
let workers: TestProcess[]

beforeAll(async () => {
  database = await createTestDatabase()
  directory = await makeTemporaryDirectory()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 10, n, n % 7, 'PAID', clock_timestamp() - n * interval '3 minutes'
    from generate_series(1, 3000) n`.execute(database.db)
  env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory.path,
    SETTLEMENT_BATCH_SIZE: '100',
    SETTLEMENT_TIMEZONE: zone,
    SETTLEMENT_CRON: '15 0 * * *',
  }
  ;[api, ...workers] = await Promise.all([
    startProcess('api', env),
    startProcess('worker', env),
    startProcess('worker', env),
  ])
  driver = createApiDriver(api.url)
})

afterAll(async () => {
  await Promise.all([api, ...(workers ?? [])].map((it) => it?.[Symbol.asyncDispose]()))
  await database?.drop()
  await directory?.remove()
})

async function schedules() {
  const { rows } = await sql<{ name: string; cron: string; timezone: string }>`
    select name, cron, timezone from pgboss.schedule order by name`.execute(database.db)
  return rows
}

test('the day before is settled once in SETTLEMENT_TIMEZONE when 3 messages arrive', async () => {
  expect(await schedules()).toEqual([
    expect.objectContaining({ name: cleanUpQueue.name }),
    { name: nightlyQueue.name, cron: '15 0 * * *', timezone: zone },
  ])
  await Promise.all([runJob(database.url, nightlyQueue), runJob(database.url, nightlyQueue)])
  await runJob(database.url, nightlyQueue)

  const { rows } = await sql<{
    id: string
    day: string
  }>`select id, from_date::text as day from jobs
    where from_date = to_date and timezone = ${zone}
      and from_date = (clock_timestamp() at time zone ${zone})::date - 1`.execute(database.db)
  expect(rows).toHaveLength(1)
  const { id, day } = rows[0] as (typeof rows)[number]
  const job = await driver.waitForJob(id, hasEnded)
  await expectExact({ api: api.url, db: database.db, directory: directory.path }, job, {
    from: day,
    to: day,
    timezone: zone,
  })
  expect(job.total).toBe(480)
  expect(job.created_by).toBe('schedule')
})

test('a worker without SETTLEMENT_CRON removes the schedule of the nightly settlement', async () => {
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
