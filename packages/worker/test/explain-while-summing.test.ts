import type { Database } from '@order-settlement/db/tables.ts'
import { type ApiDriver, createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

const merchants = ['a', 'b', 'c', 'd']
const days = ['2025-01-14', '2025-01-15', '2025-01-16']

let database: TestDatabase
let processes: TestProcess[]
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, kind, paid_at)
    select (array['a', 'b', 'c', 'd'])[n % 4 + 1], n, n % 7, 'PAID', case when n % 5 = 0 then 'REFUND' else 'SALE' end,
      timestamptz '2025-01-14Z' + n * interval '32 seconds'
    from generate_series(1, 8000) n`.execute(database.db)
  const env = { DATABASE_URL: database.url, SETTLEMENT_BATCH_SIZE: '25' }
  processes = await Promise.all(
    (['api', 'worker', 'worker'] as const).map((name) => startProcess(name, env)),
  )
  driver = createApiDriver(processes[0]?.url ?? '')
})

afterAll(async () => {
  await Promise.all((processes ?? []).map((it) => it[Symbol.asyncDispose]()))
  await database?.drop()
})

const anywhere = sql`timestamptz '2025-01-14Z' + random() * interval '3 days'`
const anyId = sql`(select id from transactions offset floor(random() * 7000) limit 1)`

/** Statements that insert, change, move and delete transactions of those days. */
const writes = [
  sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values ((array['a', 'b', 'c', 'd'])[ceil(random() * 4)], 1000, 9, 'PAID', ${anywhere})`,
  sql`update transactions set amount_cents = amount_cents + 10000 where id = ${anyId}`,
  sql`update transactions set paid_at = ${anywhere} where id = ${anyId}`,
  sql`update transactions set merchant_id = 'a' where id = ${anyId}`,
  sql`update transactions set status = case status when 'PAID' then 'FAILED' else 'PAID' end where id = ${anyId}`,
  sql`delete from transactions where id = ${anyId}`,
]

async function writeUntil(db: Database, done: () => boolean): Promise<number> {
  for (let n = 0; ; n++) {
    if (done()) return n
    // In transactions of their own, of two statements with different snapshots.
    await db.transaction().execute(async (trx) => {
      await writes[n % writes.length]?.execute(trx)
      await writes[(n * 5 + 1) % writes.length]?.execute(trx)
    })
  }
}

test('transactions are written, moved and deleted while a job sums them: every day is explained to the cent', async () => {
  let differing = 0
  for (let round = 0; round < 3; round++) {
    let settled = false
    const writing = Promise.all(
      Array.from({ length: 3 }, () => writeUntil(database.db, () => settled)),
    )
    const job = await driver.settle({ from: '2025-01-14', to: '2025-01-16', force: true })
    settled = true
    expect(job.status).toBe('COMPLETED')
    expect((await writing).reduce((sum, n) => sum + n)).toBeGreaterThan(50)

    for (const merchant_id of merchants) {
      for (const date of days) {
        const { data } = await driver.client.GET('/settlements/{merchant_id}/{date}', {
          params: { path: { merchant_id, date } },
        })
        expect(data?.unexplained, `${merchant_id} on ${date}`).toEqual({
          txn_count: 0,
          gross_cents: 0,
          fee_cents: 0,
          net_cents: 0,
          refund_cents: 0,
          refund_count: 0,
        })
        if (data?.now.gross_cents !== data?.settlement.gross_cents) differing += 1
      }
    }
  }
  expect(differing).toBeGreaterThan(10)
})
