import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ApiDriver, createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { settledLines } from '@order-settlement/testing/independent-csv.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectExact } from './settle.ts'

let database: TestDatabase
let apiProcess: TestProcess
let workerProcess: TestProcess
let directory: string
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  directory = await mkdtemp(join(tmpdir(), 'settlements-'))
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory,
    SETTLEMENT_BATCH_SIZE: '10',
  }
  ;[apiProcess, workerProcess] = await Promise.all([
    startProcess('api', env),
    startProcess('worker', env),
  ])
  driver = createApiDriver(apiProcess.url)
})

afterAll(async () => {
  await Promise.all([apiProcess?.[Symbol.asyncDispose](), workerProcess?.[Symbol.asyncDispose]()])
  await database?.drop()
  await rm(directory, { recursive: true, force: true })
})

const max = '9223372036854775807'

/** Inserts `count` transactions of a merchant, one a second from the given hour on. */
async function insert(
  merchant: string,
  day: string,
  count: number,
  {
    amount = '0',
    fee = '0',
    kind = 'SALE',
    hour = 12,
  }: { amount?: string; fee?: string; kind?: string; hour?: number },
): Promise<void> {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, kind, paid_at)
    select ${merchant}, ${amount}::bigint, ${fee}::bigint, 'PAID', ${kind},
      (${day}::date + make_time(${hour}, 0, 0)) at time zone 'UTC' + n * interval '1 second'
    from generate_series(1, ${count}::integer) as n`.execute(database.db)
}

function oneDay(day: string) {
  return { from: day, to: day }
}

test('sums of batches beyond 64 bits, of a day whose sums are not, are settled to the cent', async () => {
  const day = '2025-05-01'
  await insert('swings', day, 25, { amount: max, fee: max })
  await insert('swings', day, 25, {
    amount: `-${max}`,
    fee: `-${max}`,
    kind: 'ADJUSTMENT',
    hour: 13,
  })
  await insert('swings', day, 3, { amount: '-5', fee: '-1', kind: 'REFUND' })
  await insert('calm', day, 30, { amount: '7' })
  const job = await driver.settle(oneDay(day))
  const { db } = database
  await expectExact({ api: apiProcess.url, db, directory }, job, oneDay(day))
  expect(await settledLines(db, oneDay(day))).toEqual([
    'calm,2025-05-01,210,0,210,30,0,0,USD',
    'swings,2025-05-01,-15,-3,-12,53,15,3,USD',
  ])
})

test.each([
  ['gross', '2025-06-01', '2025-06-02', 2, { amount: max }],
  ['fees', '2025-06-03', '2025-06-04', 2, { fee: max }],
  ['net', '2025-06-05', '2025-06-06', 1, { amount: '-2', fee: max }],
  ['refunds', '2025-06-07', '2025-06-08', 1, { amount: '-9223372036854775808', kind: 'REFUND' }],
] as const)(
  '%s of a merchant’s day beyond 64 bits: the error names both, other days settle, and a retry once corrected',
  async (what, before, day, count, transaction) => {
    const merchant = `a "${what}"`
    await insert('calm', day, 30, { amount: '7' })
    await insert(merchant, day, count, transaction)
    await insert(merchant, before, 3, { amount: '7' })

    const failed = await driver.settle({ from: before, to: day })
    expect(failed).toMatchObject({ status: 'FAILED', proof: null })
    expect(failed.error).toContain(`merchant "a \\"${what}\\"" on ${day} do not fit into 64-bit`)
    expect(await settledLines(database.db, { from: before, to: day })).toEqual([])
    expect(await driver.settle(oneDay(before))).toMatchObject({ status: 'COMPLETED' })

    await sql`update transactions set amount_cents = 3, fee_cents = 1, kind = 'SALE'
      where merchant_id = ${merchant} and paid_at >= ${day}::date`.execute(database.db)
    await driver.retryJob(failed.job_id)
    expect(await driver.waitForJob(failed.job_id, hasEnded)).toMatchObject({ status: 'COMPLETED' })
    expect(await settledLines(database.db, oneDay(day))).toContain(
      `${merchant},${day},${3 * count},${count},${2 * count},${count},0,0,USD`,
    )
  },
)

test('cancelled orders of a day still name it: what was refunded does not fit', async () => {
  const day = '2025-07-01'
  await insert('cancelled', day, 1025, { amount: '9007199254740991' })
  await insert('cancelled', day, 1025, { amount: '-9007199254740991', kind: 'REFUND' })
  const failed = await driver.settle(oneDay(day))
  expect(failed.error).toContain(`merchant "cancelled" on ${day}`)
})
