import { readdir } from 'node:fs/promises'
import { nightlyQueue } from '@order-settlement/shared/jobs/queues.ts'
import { type ApiDriver, createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runJob } from './run-job.ts'

vi.setConfig({ testTimeout: 60_000 })

const races = 100

let database: TestDatabase
let directory: TemporaryDirectory
let api: TestProcess
let worker: TestProcess
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  directory = await makeTemporaryDirectory()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 5, 100, 3, 'PAID', timestamptz '2020-01-01Z' + n * interval '4 hours'
    from generate_series(0, ${races * 6 - 1}::int) n`.execute(database.db)
  const env = { DATABASE_URL: database.url, SETTLEMENT_DIR: directory.path }
  ;[api, worker] = await Promise.all([
    startProcess('api', env),
    startProcess('worker', { ...env, SETTLEMENT_CRON: '15 0 * * *' }),
  ])
  driver = createApiDriver(api.url)
})

afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await directory?.remove()
})

async function close(through: string): Promise<{ status: number; code: string }> {
  const answer = await fetch(`${api.url}/periods/close`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ through, force: true }),
  })
  const { code = 'CLOSED' } = (await answer.json()) as { code?: string }
  return { status: answer.status, code }
}

const dayOf = (number: number) => new Date(Date.UTC(2020, 0, 1 + number)).toISOString().slice(0, 10)

test('100 closes race with publishing: each day is settled before it is closed, or never', async () => {
  const { db } = database
  const outcomes = { settled: 0, refused: 0 }
  for (let number = 0; number < races; number += 1) {
    const day = dayOf(number)
    const id = await driver.startSettlement({ from: day, to: day })
    // About when it is published: a third of the closes wait for the worker to be further.
    const seen = ['QUEUED', 'RUNNING', 'COMPLETED'].slice(number % 3)
    await vi.waitUntil(
      async () => {
        const { rows } = await sql`select from jobs where id = ${id}
          and (status = any(${seen}) or publishing)`.execute(db)
        return rows.length > 0
      },
      { interval: 1 },
    )
    let closed = await close(day)
    while (closed.code === 'PERIOD_BUSY') closed = await close(day)
    expect(closed.status).toBe(201)
    const { rows: before } = await sql<{ n: number }>`
      select count(*)::integer as n from settlements where date = ${day}`.execute(db)
    const job = await driver.waitForJob(id, hasEnded)
    const { rows: after } = await sql<{ n: number }>`
      select count(*)::integer as n from settlements where date = ${day}`.execute(db)
    expect(after).toEqual(before)
    if (job.status === 'COMPLETED') {
      outcomes.settled += 1
      expect(after[0]?.n).toBe(5)
    } else {
      outcomes.refused += 1
      expect(job).toMatchObject({ status: 'FAILED', download_url: null })
      expect(job.error).toContain(`The days through ${day} in UTC were closed`)
      expect(after[0]?.n).toBe(0)
      await vi.waitFor(async () =>
        expect((await readdir(directory.path)).filter((name) => name.startsWith(id))).toEqual([]),
      )
    }
  }
  expect(Math.min(outcomes.settled, outcomes.refused)).toBeGreaterThan(0)
})

test('while a settlement is being published its days cannot be closed, and once it is they can', async () => {
  const { db } = database
  const day = '2021-01-01'
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values ('m', 100, 3, 'PAID', '2021-01-01T12:00Z')`.execute(db)
  const merge = await holdAt(db, 'insert or update', 'settlements')
  const id = await driver.startSettlement({ from: day, to: day })
  await merge.reached()
  expect(await close(day)).toEqual({ status: 409, code: 'PERIOD_BUSY' })
  await merge.release()
  expect((await driver.waitForJob(id, hasEnded)).status).toBe('COMPLETED')
  expect((await close(day)).status).toBe(201)
})

test('the nightly settlement of a closed day is logged, and neither starts nor fails', async () => {
  const { db } = database
  const { rows } = await sql<{ day: string }>`
    select (clock_timestamp() at time zone 'UTC')::date - 1 as day`.execute(db)
  const through = rows[0]?.day ?? ''
  expect((await close(through)).status).toBe(201)
  await runJob(database.url, nightlyQueue)
  await worker.waitForLog(
    ({ level, msg, ...data }) =>
      level === 40 &&
      msg === 'nightly settlement not started: its day is closed' &&
      data.through === through,
  )
  const jobs = await sql`select from jobs where created_by = 'schedule'`.execute(db)
  expect(jobs.rows).toEqual([])
})
