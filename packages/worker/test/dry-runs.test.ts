import { readdir } from 'node:fs/promises'
import { audit } from '@order-settlement/db/audit.ts'
import { type ApiDriver, createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { noDrift } from '@order-settlement/testing/create-proof.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { expectNothingLeft, proofOf } from './settle.ts'

vi.setConfig({ testTimeout: 60_000 })

const range = { from: '2025-01-01', to: '2025-01-05' }

let database: TestDatabase
let directory: TemporaryDirectory
let env: Record<string, string>
let api: TestProcess
let worker: TestProcess
let driver: ApiDriver

beforeEach(async () => {
  database = await createTestDatabase()
  directory = await makeTemporaryDirectory()
  // Ten a day from 1 to 4 January, of five merchants.
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind)
    select 'm' || n % 5, case n % 10 when 9 then -50 else 100 + n end, 3, 'PAID',
      timestamptz '2025-01-01Z' + n * interval '144 minutes', case n % 10 when 9 then 'REFUND' else 'SALE' end
    from generate_series(0, 39) n`.execute(database.db)
  env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory.path,
    SETTLEMENT_BATCH_SIZE: '7',
  }
  ;[api, worker] = await Promise.all([startProcess('api', env), startProcess('worker', env)])
  driver = createApiDriver(api.url)
})

afterEach(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await directory?.remove()
})

async function settlements(): Promise<unknown[]> {
  const { rows } = await sql`select settlements::text from settlements order by 1`.execute(
    database.db,
  )
  return rows
}

async function diff(id: string) {
  const answer = await fetch(`${api.url}/jobs/${id}/diff?limit=200`)
  return ((await answer.json()) as { changes: { merchant_id: string; date: string }[] }).changes
}

/** One late, one changed, one gone on settled days; a merchant that is new on one; and a day that was never settled. */
async function changeTransactions(): Promise<void> {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at) values
    ('m0', 7, 1, 'PAID', '2025-01-01T12:00Z'), ('new', 5, 0, 'PAID', '2025-01-02T12:00Z'),
    ('m1', 9, 0, 'PAID', '2025-01-05T12:00Z')`.execute(database.db)
  await sql`update transactions set amount_cents = amount_cents + 1
    where merchant_id = 'm2' and paid_at < '2025-01-01T10:00Z'`.execute(database.db)
  await sql`delete from transactions where merchant_id = 'm3' and paid_at >= '2025-01-04Z'`.execute(
    database.db,
  )
}

test('a dry run publishes nothing, and its diff is that of the settlement that follows', async () => {
  const { db } = database
  await driver.settle({ from: '2025-01-01', to: '2025-01-04' })
  await changeTransactions()
  const [before, files] = [await settlements(), await readdir(directory.path)]

  const dry = await driver.settle({ ...range, dry_run: true })
  expect(dry).toMatchObject({
    status: 'COMPLETED',
    dry_run: true,
    progress: 100,
    processed: 41,
    total: 41,
    download_url: null,
  })
  expect(await settlements()).toEqual(before)
  await expectNothingLeft(db, directory.path, dry.job_id)
  expect(await readdir(directory.path)).toEqual(files)
  expect((await fetch(`${api.url}/downloads/${dry.job_id}.csv`)).status).toBe(404)

  const changes = await diff(dry.job_id)
  expect(changes.map(({ merchant_id, date }) => `${merchant_id} ${date}`)).toEqual([
    'm0 2025-01-01',
    'm2 2025-01-01',
    'm3 2025-01-04',
    'new 2025-01-02',
  ])
  const real = await driver.settle(range)
  expect(await diff(real.job_id)).toEqual(changes)
  expect(await diff(dry.job_id)).toEqual(changes)
  const [proof, published] = [proofOf(dry), proofOf(real)]
  expect(proof).toEqual({
    ...published,
    csv: { ...published.csv, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  expect(proof.drift).toEqual(noDrift)
})

test('a dry run does not count as settled: not for the audit, the order of publishing, metrics or another diff', async () => {
  const { db } = database
  const first = await driver.settle(range)
  await changeTransactions()
  const wrong = (await audit(db)).settlements.length
  expect(wrong).toBeGreaterThan(0)
  const dry = await driver.settle({ ...range, dry_run: true })
  expect((await audit(db)).settlements).toHaveLength(wrong)
  const { rows } = await sql`select published_no from jobs where dry_run`.execute(db)
  expect(rows).toEqual([{ published_no: null }])
  const metrics = await (await fetch(`${api.url}/metrics`)).text()
  const [, last] = /last_success_timestamp_seconds\{type="settlement"\} (\S+)/.exec(metrics) ?? []
  // The API cuts microseconds off.
  const later = Number(last) * 1000 - Date.parse(first.finished_at ?? '')
  expect(Math.abs(later)).toBeLessThan(1.01)

  for (const [id, against] of [
    [dry.job_id, first.job_id],
    [first.job_id, dry.job_id],
  ]) {
    const answer = await fetch(`${api.url}/jobs/${id}/diff?against=${against}`)
    expect([answer.status, await answer.json()]).toEqual([
      409,
      expect.objectContaining({
        code: 'DIFF_NOT_KEPT',
        detail: expect.stringContaining('dry run'),
      }),
    ])
  }
})

test('a dry run of days that were never settled does not make them settled', async () => {
  const dry = await driver.settle({ ...range, dry_run: true })
  expect(await diff(dry.job_id)).toEqual([])
  expect(proofOf(dry).settlements.txn_count).toBe(40)
  expect((await audit(database.db)).settlements).toEqual([])
  const real = await driver.settle(range)
  expect(await diff(real.job_id)).toEqual([])
})

test('closed days can be tried, and a dry run does not wait for a settlement of the same days', async () => {
  const { db } = database
  const post = (path: string, body: object) =>
    fetch(`${api.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const merge = await holdAt(db, 'insert or update', 'settlements')
  const real = await driver.startSettlement(range)
  await merge.reached()
  const beside = await driver.settle({ ...range, dry_run: true })
  expect(beside.status).toBe('COMPLETED')
  await merge.release()
  expect((await driver.waitForJob(real, hasEnded)).status).toBe('COMPLETED')

  expect((await post('/periods/close', { through: range.to })).status).toBe(201)
  expect((await post('/jobs/settlement', range)).status).toBe(409)
  await changeTransactions()
  const tried = await driver.settle({ ...range, dry_run: true })
  expect(tried.status).toBe('COMPLETED')
  expect((await diff(tried.job_id)).length).toBe(5)
  // Cancelled and retried, it is still one.
  const hold = await holdAt(db, 'update of publishing', 'jobs')
  const id = await driver.startSettlement({ ...range, dry_run: true })
  await hold.reached()
  expect(await driver.cancelJob(id)).toBe(true)
  await hold.release()
  await driver.retryJob(id)
  expect(await driver.waitForJob(id, hasEnded)).toMatchObject({
    status: 'COMPLETED',
    dry_run: true,
  })
})

test('a worker that is killed while it compares is replaced: the dry run completes, and nothing is left', async () => {
  const { db } = database
  await driver.settle(range)
  await changeTransactions()
  const before = await settlements()
  const hold = await holdAt(db, 'insert', 'settlement_changes')
  const id = await driver.startSettlement({ ...range, dry_run: true })
  await hold.reached()
  await worker.kill('SIGKILL')
  await hold.release()
  worker = await startProcess('worker', env)
  expect(await driver.waitForJob(id, hasEnded)).toMatchObject({ status: 'COMPLETED' })
  expect(await diff(id)).toHaveLength(5)
  expect(await settlements()).toEqual(before)
  await expectNothingLeft(db, directory.path, id)
})

test('a dry run fails if a month of its days is dropped before it is done, and compares nothing', async () => {
  const { db } = database
  await driver.settle(range)
  await changeTransactions()
  const hold = await holdAt(db, 'insert', 'settlement_changes')
  const id = await driver.startSettlement({ ...range, dry_run: true })
  await hold.reached()
  await sql`insert into archives (month, directory, files, dropped_at) values ('2025-01', '/', '[]', now())`.execute(
    db,
  )
  await hold.release()
  expect(await driver.waitForJob(id, hasEnded)).toMatchObject({
    status: 'FAILED',
    error: expect.stringMatching(/^Transactions of 2025-01 were archived and removed/),
  })
  const { rows } = await sql`select from settlement_changes where run_id = ${id}`.execute(db)
  expect(rows).toEqual([])
  await expectNothingLeft(db, directory.path, id)
})
