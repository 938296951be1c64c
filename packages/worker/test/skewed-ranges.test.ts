import { seed } from '@order-settlement/db/seed.ts'
import { createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import type { Range } from '@order-settlement/testing/independent-csv.ts'
import {
  keepSeed,
  rangeOf,
  shapes,
  shapeTransactions,
  statisticsStates,
} from '@order-settlement/testing/shape-transactions.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectPartition, readDoneBatches } from './batch-keys.ts'
import { expectExact } from './settle.ts'

let database: TestDatabase
let folder: Awaited<ReturnType<typeof makeTemporaryDirectory>>
let api: TestProcess

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await makeTemporaryDirectory()
  api = await startProcess('api', { DATABASE_URL: database.url, SETTLEMENT_DIR: folder.path })
})

afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await database?.drop()
  await folder?.remove()
})

const skews = shapes.flatMap((shape) =>
  statisticsStates.map((statistics) => ({ shape, statistics })),
)

/** Each begins and ends with days of 24 hours, and has a clock change at `change` on the day between. */
const clockChanges = [
  // 23 hours.
  {
    range: { from: '2025-03-29', to: '2025-03-31', timezone: 'Europe/Berlin' },
    start: '2025-03-28 23:00Z',
    change: '2025-03-30 01:00Z',
    end: '2025-03-31 22:00Z',
  },
  // 25 hours.
  {
    range: { from: '2025-10-25', to: '2025-10-27', timezone: 'Europe/Berlin' },
    start: '2025-10-24 22:00Z',
    change: '2025-10-26 01:00Z',
    end: '2025-10-27 23:00Z',
  },
  // No midnight.
  {
    range: { from: '2018-11-03', to: '2018-11-05', timezone: 'America/Sao_Paulo' },
    start: '2018-11-03 03:00Z',
    change: '2018-11-04 03:00Z',
    end: '2018-11-06 02:00Z',
  },
]

describe.each([
  { batchSize: 125, transactions: 5_000 },
  { batchSize: 7, transactions: 300 },
  { batchSize: 1, transactions: 300 },
])('$transactions transactions in batches of $batchSize', ({ batchSize, transactions }) => {
  let workers: TestProcess[]

  beforeAll(async () => {
    const { db, url } = database
    await sql`truncate transactions`.execute(db)
    await seed(db, transactions)
    await keepSeed(db)
    const env = {
      DATABASE_URL: url,
      SETTLEMENT_DIR: folder.path,
      SETTLEMENT_BATCH_SIZE: `${batchSize}`,
    }
    workers = await Promise.all([startProcess('worker', env), startProcess('worker', env)])
  })

  afterAll(() => Promise.all(workers?.map((worker) => worker[Symbol.asyncDispose]()) ?? []))

  /** Two workers settle a range, exactly and in batches that have each transaction once. */
  async function expectSettled(range: Range): Promise<void> {
    const { db } = database
    const driver = createApiDriver(api.url)
    // All batches are summed, and publishing has not deleted them yet.
    const hold = await holdAt(db, 'insert', 'settlements')
    const id = await driver.startSettlement(range)
    await hold.reached()
    const batches = await readDoneBatches(db, id)
    await hold.release()
    const job = await driver.waitForJob(id, hasEnded)
    await expectExact({ api: api.url, db, directory: folder.path }, job, range)
    await expectPartition(db, id, { batches, range, batchSize })
    expect(job.processed).toBe(job.total)
  }

  test.each(skews)(
    'shape $shape, statistics $statistics: exact, each transaction in one batch',
    async (skew) => {
      await shapeTransactions(database.db, skew)
      await expectSettled(rangeOf(skew.shape))
    },
  )

  test.each(clockChanges)(
    'the first and last microsecond and the least and greatest id belong to $range.from to $range.to in $range.timezone',
    async ({ range, start, change, end }) => {
      const { db } = database
      await sql`truncate transactions`.execute(db)
      await sql`
      with instants as (
        select row_number() over (order by at) as n, at
        from unnest(array[${start}, ${change}, ${end}]::timestamptz[]) as moment,
          generate_series(-1, 1) as microseconds, lateral (select moment + microseconds * interval '1 microsecond' as at)
      ),
      ids as (
        select at, id from instants, unnest(array[
          -- The least id is the first of the range, the greatest the last.
          -9223372036854775808 + (n + 7) % 9, 9223372036854775807 - (16 - n) % 9, -n, n]) as id
        -- More than two batches of one instant.
        union all select ${change}::timestamptz, i * 1000
        from generate_series(-1 - ${batchSize}::integer, 1 + ${batchSize}::integer) as i where i <> 0
      )
      insert into transactions (id, merchant_id, amount_cents, fee_cents, status, paid_at)
      select id, 'm' || abs(id % 3), id % 1000, id % 7, 'PAID', at from ids`.execute(db)
      await expectSettled(range)
    },
  )
})
