import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ApiDriver, createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectExact, proofOf } from './settle.ts'

let database: TestDatabase
let folder: Awaited<ReturnType<typeof makeTemporaryDirectory>>
let api: TestProcess
let driver: ApiDriver
let worker: TestProcess

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await makeTemporaryDirectory()
  const env = { DATABASE_URL: database.url, SETTLEMENT_DIR: folder.path }
  ;[api, worker] = await Promise.all([startProcess('api', env), startProcess('worker', env)])
  driver = createApiDriver(api.url)
})

afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await folder?.remove()
})

test('merchants with line breaks have a record each, and no line of the file begins with a formula', async () => {
  const { db } = database
  const range = { from: '2025-03-01', to: '2025-03-02' }
  const merchants = [
    'merchant_0002',
    'zz\nmerchant_0002',
    'b\n=1+cmd|calc!A1',
    'b\r@sum',
    'b\r\n-1',
    '\n+1',
    '\r=1',
    'tab\n\t=1',
    'wide\n＠1',
    'x,2025-03-01,0,0,0,0,instant,id\nmerchant_0002',
    '"quoted"\n"again"',
  ]
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select merchant, 1000 + n, n, 'PAID', timestamptz '2025-03-01 12:00Z' + day * interval '1 day'
    from unnest(${merchants}::text[]) with ordinality as m (merchant, n), generate_series(0, 1) as day`.execute(
    db,
  )

  const job = await driver.settle(range)

  await expectExact({ api: api.url, db, directory: folder.path }, job, range)
  const csv = await readFile(join(folder.path, `${job.job_id}.csv`), 'utf8')
  const [, ...records] = parse(csv)
  const found = records.map(([merchant = '', day, gross]) => [merchant, day, gross])
  const escaped = (merchant: string) =>
    merchant
      .replace(/(\r\n|\r|\n)(?=[-=+@\t\r＝＋－＠])/g, "$1'")
      .replace(/^(?=[-=+@\t\r＝＋－＠])/, "'")
  const wanted = merchants
    .map((merchant, index) => ({ merchant, gross: String(1001 + index) }))
    .toSorted((a, b) => (a.merchant < b.merchant ? -1 : 1))
    .flatMap(({ merchant, gross }) => [
      [escaped(merchant), '2025-03-01', gross],
      [escaped(merchant), '2025-03-02', gross],
    ])
  expect(found).toEqual(wanted)
  expect(csv.split(/\r\n|\n|\r/).filter((line) => /^"?[-=+@\t＝＋－＠]/.test(line))).toEqual([])
  expect(proofOf(job).csv.rows).toBe(merchants.length * 2)
})

test('600 merchants of 100,000 characters settle in a worker with a heap of 96 MB', async () => {
  const { db } = database
  const range = { from: '2025-04-01', to: '2025-04-01' }
  // As in a database whose bounds somebody removed.
  for (const table of ['transactions', 'settlements']) {
    await sql.raw(`alter table ${table} drop constraint ${table}_merchant_id_check`).execute(db)
  }
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select n || repeat('x', 100000), n, 1, 'PAID', timestamptz '2025-04-01 12:00Z'
    from generate_series(1, 600) as n`.execute(db)

  const job = await driver.settle(range)

  expect(job).toMatchObject({ status: 'COMPLETED', error: null })
  expect(proofOf(job)).toMatchObject({ csv: { rows: 600, txn_count: 600, gross_cents: 180_300 } })
  expect(worker.child.exitCode).toBeNull()
})
