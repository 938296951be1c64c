import { makePartition } from '@order-settlement/db/partitions/make-partitions.ts'
import { partitionedTables } from '@order-settlement/db/partitions/partitioned-tables.ts'
import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { expectExact, proofOf } from './settle.ts'

const months = Array.from({ length: 14 }, (_, n) =>
  n < 12 ? `2025-${String(n + 1).padStart(2, '0')}` : `2026-0${n - 11}`,
)
let database: TestDatabase
let folder: Awaited<ReturnType<typeof makeTemporaryDirectory>>
let api: TestProcess
let worker: TestProcess

beforeAll(async () => {
  database = await createTestDatabase()
  for (const month of months)
    await makePartition(database.db, partitionedTables.transactions, month)
  folder = await makeTemporaryDirectory()
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: folder.path,
    SETTLEMENT_BATCH_SIZE: '50',
  }
  ;[api, worker] = await Promise.all([startProcess('api', env), startProcess('worker', env)])
})
afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await folder?.remove()
})
beforeEach(() => sql`truncate transactions`.execute(database.db))

/** Inserts sales of three merchants, one each so many seconds from a time on. */
async function pay(from: string, count: number, seconds: number): Promise<void> {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 3, 1000 + n, n % 7, 'PAID', ${from}::timestamptz + n * ${seconds} * interval '1 second'
    from generate_series(0, ${count}::integer - 1) as n`.execute(database.db)
}

async function settle(from: string, to: string, timezone = 'UTC') {
  const range = { from, to, timezone }
  const job = await createApiDriver(api.url).settle({ ...range, force: true })
  await expectExact({ api: api.url, db: database.db, directory: folder.path }, job, range)
  return proofOf(job).csv
}

test.each(['UTC', 'America/New_York', 'Pacific/Kiritimati'])(
  'two days over the edge of two months settle to the days of %s',
  async (timezone) => {
    await pay('2025-01-30T00:00:00Z', 1_000, 300)
    const { txn_count } = await settle('2025-01-31', '2025-02-01', timezone)
    expect(txn_count).toBe(576)
  },
)

test('a year with its transactions on one day, and one with some in each month, settle exactly', async () => {
  await pay('2025-06-15T12:00:00Z', 500, 1)
  expect(await settle('2025-01-01', '2025-12-31')).toMatchObject({ txn_count: 500, rows: 3 })
  await pay('2025-01-01T12:00:00Z', 365, 86_400)
  expect(await settle('2025-01-01', '2025-12-31')).toMatchObject({ txn_count: 865, rows: 367 })
})

test('a transaction that moves to another month has vanished from its settled day, and is late on the other', async () => {
  await pay('2025-03-31T12:00:00Z', 3, 1)
  await settle('2025-03-31', '2025-04-01')
  await sql`update transactions set paid_at = paid_at + interval '1 day' where merchant_id = 'm1'`.execute(
    database.db,
  )
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values ('m1', 5, 0, 'PAID', '2025-03-31T13:00:00Z')`.execute(database.db)
  const explain = async (date: string) =>
    await (await fetch(`${api.url}/settlements/m1/${date}`)).json()
  expect(await explain('2025-03-31')).toMatchObject({
    vanished: { txn_count: 1, gross_cents: 1001 },
    late: { txn_count: 1, gross_cents: 5 },
    unexplained: { txn_count: 0 },
  })
  expect(await explain('2025-04-01')).toMatchObject({
    late: { txn_count: 1, gross_cents: 1001 },
    unexplained: { txn_count: 0 },
  })
  await settle('2025-03-31', '2025-04-01')
})
