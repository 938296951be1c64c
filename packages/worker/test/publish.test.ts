import { readdir } from 'node:fs/promises'
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
import { expectExact, expectNothingLeft } from './settle.ts'

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
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 50, n, n % 7, 'PAID', timestamptz '2025-06-01Z' + n * interval '20 minutes'
    from generate_series(1, 2000) n`.execute(database.db)
  ;[api, worker] = await Promise.all([startProcess('api', env), startProcess('worker', env)])
  driver = createApiDriver(api.url)
})

afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await folder?.remove()
})

const range = { from: '2025-06-01', to: '2025-06-30' }

test.for([
  [
    'one cent more than the file',
    'new.gross_cents := new.gross_cents + 1; new.net_cents := new.net_cents + 1',
  ],
  ['one transaction more than the file', 'new.txn_count := new.txn_count + 1'],
  ['one cent of refunds more than the file', 'new.refund_cents := new.refund_cents + 1'],
  ['one refund more than the file', 'new.refund_count := new.refund_count + 1'],
  ['another currency than the file', "new.currency := 'EUR'"],
  ['no currency', 'new.currency := null'],
  ['one row less than the file', 'return null'],
])(
  'a table that ends up with %s fails the settlement: nothing is published, and a retry completes',
  async ([, change]) => {
    const { db } = database
    const settled = () => sql`select * from settlements order by 1, 2`.execute(db)
    await driver.settle(range)
    const before = await settled()
    const files = await readdir(folder.path)
    await sql`create function change_row() returns trigger language plpgsql as
    $$ begin ${sql.raw(change ?? '')}; return new; end $$`.execute(db)
    await sql`create trigger change_row before update on settlements for each row
    when (old.merchant_id = 'm7' and old.date = '2025-06-02') execute function change_row()`.execute(
      db,
    )

    const failed = await driver.settle(range)

    expect(failed).toMatchObject({ status: 'FAILED', proof: null, download_url: null })
    expect(failed.error).toContain('did not sum to the same')
    expect(await settled()).toEqual(before)
    await expectNothingLeft(db, folder.path, failed.job_id)
    expect(await readdir(folder.path)).toEqual(files)
    await sql`drop function change_row cascade`.execute(db)
    await driver.retryJob(failed.job_id)
    const job = await driver.waitForJob(failed.job_id, hasEnded)
    await expectExact({ api: api.url, db, directory: folder.path }, job, range)
  },
)

test('a migration that waits for the batches of a settlement does not stop its publishing', async () => {
  const { db } = database
  const hold = await holdAt(db, 'insert', 'settlements')
  const id = await driver.startSettlement(range)
  await hold.reached()

  const migration = sql`alter table settlement_batches add column note text`.execute(db)
  await vi.waitUntil(async () => {
    const { rows } = await sql`select from pg_locks
      where relation = 'settlement_batches'::regclass and not granted`.execute(db)
    return rows.length > 0
  }, 20_000)
  await hold.release()

  const job = await driver.waitForJob(id, hasEnded)
  await migration
  await expectExact({ api: api.url, db, directory: folder.path }, job, range)
})
