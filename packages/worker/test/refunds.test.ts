import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { audit } from '@order-settlement/db/audit.ts'
import { type ApiDriver, createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import { settledLines, withoutRun } from '@order-settlement/testing/independent-csv.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { expectExact, proofOf } from './settle.ts'

let database: TestDatabase
let folder: TemporaryDirectory
let api: TestProcess
let worker: TestProcess
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await makeTemporaryDirectory()
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: folder.path,
    SETTLEMENT_BATCH_SIZE: '100',
  }
  ;[api, worker] = await Promise.all([startProcess('api', env), startProcess('worker', env)])
  driver = createApiDriver(api.url)
})

afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await folder?.remove()
})

beforeEach(async () => {
  await sql`truncate transactions, jobs, settlements, merchants cascade`.execute(database.db)
})

const range = { from: '2025-03-01', to: '2025-03-31' }

/** Transactions of a kind at a time of March 2025. */
async function add(kind: string, merchant: string, at: string, cents: string | number, count = 1) {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, kind, paid_at)
    select ${merchant}, ${cents}, 1, 'PAID', ${kind}, ${`2025-03-${at}Z`}::timestamptz
    from generate_series(1, ${count})`.execute(database.db)
}

function describe(merchant: string, currency: string) {
  return sql`insert into merchants (id, name, currency) values (${merchant}, 'M', ${currency})
    on conflict (id) do update set currency = excluded.currency`.execute(database.db)
}

/** Settles March; file, table, proof, an independent statement and the audit agree. */
async function settleExactly() {
  const job = await driver.settle(range)
  await expectExact({ api: api.url, db: database.db, directory: folder.path }, job, range)
  expect((await audit(database.db)).settlements).toEqual([])
  return { job, lines: await settledLines(database.db, range), ...proofOf(job) }
}

test('refunds on the day of their sale, on a later day, and a day of refunds alone', async () => {
  await add('SALE', 'a', '01 10:00', 1000, 2)
  await add('REFUND', 'a', '01 11:00', -300)
  await add('REFUND', 'a', '02 10:00', -700, 2)
  await add('ADJUSTMENT', 'a', '03 10:00', -50)

  const { job, lines, source } = await settleExactly()

  expect(lines).toEqual([
    'a,2025-03-01,1700,3,1697,3,300,1,USD',
    'a,2025-03-02,-1400,2,-1402,2,1400,2,USD',
    'a,2025-03-03,-50,1,-51,1,0,0,USD',
  ])
  const sums = {
    txn_count: 6,
    gross_cents: 250,
    fee_cents: 6,
    net_cents: 244,
    refund_cents: 1700,
    refund_count: 3,
  }
  expect(source).toEqual({ ...sums, by_currency: { USD: sums } })
  const csv = await readFile(join(folder.path, `${job.job_id}.csv`), 'utf8')
  expect(csv).toMatch(
    /^merchant_id,.*,txn_count,generated_at,unique_run_id,refund_cents,refund_count,currency\n/,
  )
  expect(csv).toContain(`,${job.job_id},300,1,USD\n`)
})

test('3,000 refunds in batches of 100, between batches without any, are all counted', async () => {
  await add('SALE', 'b', '05 08:00', 10, 1500)
  await add('REFUND', 'b', '05 09:00', -3, 3000)
  await add('SALE', 'b', '05 10:00', 10, 1500)
  await add('SALE', 'quiet', '05 08:30', 5, 700)
  const { db } = database
  // All batches are summed.
  const hold = await holdAt(db, 'update of publishing', 'jobs')
  const id = await driver.startSettlement(range)
  await hold.reached()
  const { rows } = await sql<{ refunds: string; none: string }>`
    select count(refund_counts) as refunds, count(*) filter (where refund_counts is null) as none
    from settlement_batches where cardinality(merchant_ids) > 0`.execute(db)
  await hold.release()
  const job = await driver.waitForJob(id, hasEnded)

  expect(Number(rows[0]?.refunds)).toBeGreaterThan(20)
  expect(Number(rows[0]?.none)).toBeGreaterThan(20)
  await expectExact({ api: api.url, db, directory: folder.path }, job, range)
  expect(await settledLines(db, range)).toEqual([
    'b,2025-03-05,21000,6000,15000,6000,9000,3000,USD',
    'quiet,2025-03-05,3500,700,2800,700,0,0,USD',
  ])
})

test('refunds beyond 2^53 are exact in table, file and proof', async () => {
  await add('SALE', 'huge', '06 10:00', '9007199254740993', 3)
  await add('REFUND', 'huge', '06 11:00', '-9007199254740993', 2)
  const { lines, source, settlements, csv } = await settleExactly()
  expect(lines).toEqual([
    'huge,2025-03-06,9007199254740993,5,9007199254740988,5,18014398509481986,2,USD',
  ])
  for (const part of [source, settlements, csv]) {
    expect(part.refund_cents).toBe('18014398509481986')
    expect(part.by_currency?.USD?.refund_cents).toBe('18014398509481986')
  }
})

test('merchants of two currencies, and one that nobody described, are proved by currency', async () => {
  await describe('euro', 'EUR')
  await describe('yen', 'JPY')
  await add('SALE', 'euro', '07 10:00', 500, 3)
  await add('REFUND', 'euro', '08 10:00', -200)
  await add('SALE', 'yen', '07 10:00', 9000)
  await add('REFUND', 'nobody', '07 10:00', -40)

  const { lines, source, settlements, csv, drift } = await settleExactly()

  expect(lines.map((line) => line.split(',').slice(-3).join())).toEqual([
    '0,0,EUR',
    '200,1,EUR',
    '40,1,USD',
    '0,0,JPY',
  ])
  expect(source).toMatchObject({ txn_count: 6, gross_cents: 10_260, refund_cents: 240 })
  expect(source.by_currency).toMatchObject({
    EUR: { txn_count: 4, gross_cents: 1300, fee_cents: 4, refund_cents: 200, refund_count: 1 },
    JPY: { txn_count: 1, gross_cents: 9000, net_cents: 8999, refund_cents: 0 },
    USD: { txn_count: 1, gross_cents: -40, refund_cents: 40, refund_count: 1 },
  })
  expect(settlements).toEqual(source)
  expect(csv).toMatchObject(source)
  expect(drift.by_currency).toEqual({})
})

test('a late refund is in the next settlement and its diff; so is one that was no refund before', async () => {
  await add('SALE', 'd', '09 10:00', 100)
  await add('ADJUSTMENT', 'd', '10 10:00', -20)
  const first = await settleExactly()
  await add('REFUND', 'd', '09 12:00', -100)
  await sql`update transactions set kind = 'REFUND' where kind = 'ADJUSTMENT'`.execute(database.db)

  const { job } = await settleExactly()

  const params = { path: { id: job.job_id } }
  const { data } = await driver.client.GET('/jobs/{id}/diff', { params })
  expect(data?.changes).toMatchObject([
    {
      date: '2025-03-09',
      replaced_run_id: first.job.job_id,
      before: { gross_cents: 100, refund_cents: 0, refund_count: 0, currency: 'USD' },
      after: { gross_cents: 0, refund_cents: 100, refund_count: 1 },
      change: { gross_cents: -100, txn_count: 1, refund_cents: 100, refund_count: 1 },
    },
    {
      date: '2025-03-10',
      before: { gross_cents: -20, refund_cents: 0 },
      after: { gross_cents: -20, refund_cents: 20 },
      change: { gross_cents: 0, txn_count: 0, refund_cents: 20, refund_count: 1 },
    },
  ])
})

test('days settled before refunds and currencies were kept change only where there are refunds', async () => {
  await add('SALE', 'e', '11 10:00', 100)
  await add('SALE', 'e', '12 10:00', 100)
  await add('REFUND', 'e', '12 10:00', -10)
  await settleExactly()
  await sql`update settlements set refund_cents = 0, refund_count = 0, currency = null`.execute(
    database.db,
  )
  expect((await audit(database.db)).settlements).toMatchObject([{ date: '2025-03-12' }])

  const { job } = await settleExactly()

  const params = { path: { id: job.job_id } }
  const { data } = await driver.client.GET('/jobs/{id}/diff', { params })
  expect(data?.changes).toMatchObject([
    { date: '2025-03-12', change: { gross_cents: 0, refund_cents: 10, refund_count: 1 } },
  ])
})

test('a retry publishes the refunds of batches that were summed before it, and of later ones', async () => {
  await describe('f', 'EUR')
  await add('SALE', 'f', '13 10:00', 10, 300)
  await add('REFUND', 'f', '13 11:00', -10, 150)
  const { db } = database
  await sql`create function refuse() returns trigger language plpgsql as
    $$ begin raise exception 'refused'; end $$`.execute(db)
  await sql`create trigger refuse before insert on settlements execute function refuse()`.execute(
    db,
  )
  const failed = await driver.settle(range)
  expect(failed.status).toBe('FAILED')
  await sql`drop function refuse cascade`.execute(db)
  await add('REFUND', 'f', '13 12:00', -10, 50)

  await driver.retryJob(failed.job_id)
  const job = await driver.waitForJob(failed.job_id, hasEnded)

  await expectExact({ api: api.url, db, directory: folder.path }, job, range)
  expect(await settledLines(db, range)).toEqual(['f,2025-03-13,1000,500,500,500,2000,200,EUR'])
})

test('a merchant described by hand while its days are summed is published in the new currency alone', async () => {
  await add('SALE', 'g', '14 10:00', 100, 250)
  const { db } = database
  const hold = await holdAt(db, 'update of publishing', 'jobs')
  const id = await driver.startSettlement(range)
  await hold.reached()
  await describe('g', 'CHF')
  await hold.release()
  const job = await driver.waitForJob(id, hasEnded)

  await expectExact({ api: api.url, db, directory: folder.path }, job, range)
  const { source, settlements, csv } = proofOf(job)
  for (const part of [source, settlements, csv]) {
    expect(Object.keys(part.by_currency ?? {})).toEqual(['CHF'])
  }
})

test('while a currency is changed by hand all the time, each of 25 settlements has one in table, file and proof, or fails', async () => {
  const { db } = database
  await add('SALE', 'h', '15 10:00', 100, 3)
  await add('REFUND', 'h', '16 10:00', -100)
  let changing = true
  let changes = 0
  const changer = (async () => {
    while (changing) await describe('h', ['EUR', 'USD', 'JPY'][changes++ % 3] ?? '')
  })()
  const completed: string[] = []
  for (let n = 0; n < 25; n++) {
    const { job_id, status, error, proof } = await driver.settle(range)
    if (status !== 'COMPLETED') {
      expect(error).toContain('did not sum to the same')
      continue
    }
    completed.push(job_id)
    const csv = withoutRun(await readFile(join(folder.path, `${job_id}.csv`), 'utf8'))
    const lines = csv.trimEnd().split('\n').slice(1)
    expect(await settledLines(db, range)).toEqual(lines)
    const currency = lines[0]?.slice(-3) ?? ''
    expect(proof?.settlements.by_currency).toEqual({
      [currency]: expect.objectContaining({ txn_count: 4, gross_cents: 200, refund_cents: 100 }),
    })
    expect(proof?.csv.by_currency).toEqual(proof?.settlements.by_currency)
    const [inSource = ''] = Object.keys(proof?.source.by_currency ?? {})
    expect(Object.keys(proof?.drift.by_currency ?? {})).toEqual(
      inSource === currency ? [] : [inSource, currency].sort(),
    )
  }
  changing = false
  await changer
  expect(changes).toBeGreaterThan(100)
  expect(completed.length).toBeGreaterThan(0)
})
