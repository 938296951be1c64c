import { audit } from '@order-settlement/db/audit.ts'
import { makePartition } from '@order-settlement/db/partitions/make-partitions.ts'
import { partitionedTables } from '@order-settlement/db/partitions/partitioned-tables.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { cleanUpQueue } from '@order-settlement/shared/jobs/queues.ts'
import { addPastOrder, addPastRefund, closeThrough } from '@order-settlement/testing/past-shop.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { archive, countRows, fillShop, findArchives, noRows } from './archived-shop.ts'
import { runJob } from './run-job.ts'

let database: TestDatabase
let db: Database
let directory: TemporaryDirectory
let worker: TestProcess

beforeEach(async () => {
  database = await createTestDatabase()
  db = database.db
  directory = await makeTemporaryDirectory()
  worker = await startProcess('worker', {
    DATABASE_URL: database.url,
    ARCHIVED_RETENTION_MONTHS: '2',
  })
})
afterEach(async () => {
  await worker[Symbol.asyncDispose]()
  await database.drop()
  await directory.remove()
})

const notArchived = 'it has orders with sales or refunds in a month that is not archived'

const cleanUp = () => runJob(database.url, cleanUpQueue)
const proves = async () => expect(Object.values(await audit(db)).flat()).toEqual([])

async function archiveAll(months = ['2025-01', '2025-02']): Promise<void> {
  for (const month of months) await archive(database.url, month, directory.path)
}

/** Runs the clean-up, and waits until the log says which months it kept, and why. */
async function expectKept(expected: Record<string, string>): Promise<void> {
  const { length } = worker.logs
  await cleanUp()
  await vi.waitFor(() => {
    const lines = worker.logs.slice(length).filter(({ msg }) => msg === 'archived month kept')
    expect(Object.fromEntries(lines.map(({ month, reason }) => [month, reason]))).toEqual(expected)
  })
}

const dropped = async () =>
  (await findArchives(db)).filter(({ dropped_at }) => dropped_at !== null).map(({ month }) => month)

/** Makes the partitions of January, so that nothing of it is in the default ones. */
async function makeJanuary(): Promise<void> {
  for (const table of Object.values(partitionedTables)) await makePartition(db, table, '2025-01')
}

test.each(['the default partition', 'a partition of its own'])(
  'archived months are dropped with all that belongs to their orders, from %s; other months stay, and the books prove',
  async (where) => {
    if (where === 'a partition of its own') await makeJanuary()
    const { march } = await fillShop(db)
    await closeThrough(db, '2025-02-28')
    const products = await sql`select * from products order by id`.execute(db)
    await proves()
    await archiveAll()
    await expectKept({})

    expect(await findArchives(db)).toMatchObject([
      { month: '2025-01', dropped_at: expect.any(Date), removed_at: expect.any(Date) },
      { month: '2025-02', dropped_at: expect.any(Date), removed_at: expect.any(Date) },
    ])
    for (const month of ['2025-01', '2025-02']) expect(await countRows(db, month)).toEqual(noRows)
    const { rows: partitions } = await sql`
    select from pg_class where relname in ('orders_2025_01', 'transactions_2025_01')`.execute(db)
    expect(partitions).toEqual([])
    const { rows: keysOfOrders } = await sql`
    select conname, convalidated from pg_constraint
    where confrelid = 'orders'::regclass and conparentid = 0 order by 1`.execute(db)
    expect(keysOfOrders).toEqual([
      { conname: 'order_keys_order_id_fkey', convalidated: true },
      { conname: 'refunds_order_id_fkey', convalidated: true },
    ])
    expect((await sql`select id from orders`.execute(db)).rows).toEqual([{ id: march }])
    const { rows: keys } = await sql`select idempotency_key as key from order_keys`.execute(db)
    expect(keys).toEqual([{ key: 'c2' }])
    expect(await sql`select * from products order by id`.execute(db)).toEqual(products)
    await proves()
  },
)

test('12,000 transactions of one instant and 12,000 of a month are removed page by page', async () => {
  await fillShop(db)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm2', 1, 0, case n % 2 when 0 then 'PAID' else 'FAILED' end,
      timestamptz '2025-02-01Z' + greatest(n - 12000, 0) * interval '1 minute' from generate_series(1, 24000) as n`.execute(
    db,
  )
  await closeThrough(db, '2025-02-28')
  await archiveAll()
  await cleanUp()
  expect(await countRows(db, '2025-02')).toEqual(noRows)
  await proves()
})

test('a month that is younger than the retention is kept without a word', async () => {
  await fillShop(db)
  await closeThrough(db, '2025-02-28')
  await archiveAll()
  // Dropped once it ended 2 months ago.
  const { rows } = await sql<{ month: string; at: string }>`
    select to_char(date_trunc('month', now(), 'UTC') - interval '2 months', 'YYYY-MM') as month`.execute(
    db,
  )
  const month = rows[0]?.month ?? ''
  await sql`insert into archives (month, directory, files) values (${month}, '/', '[]')`.execute(db)
  await expectKept({})
  expect(await dropped()).toEqual(['2025-01', '2025-02'])
})

test('a month is kept while sales or refunds of its orders are of a month that is not archived, and so is that month', async () => {
  await fillShop(db)
  await closeThrough(db, '2025-02-28')
  await archiveAll(['2025-01'])
  await expectKept({ '2025-01': notArchived })
  await archiveAll(['2025-02'])
  await sql`delete from archives where month = '2025-01'`.execute(db)
  await expectKept({ '2025-02': notArchived })
  await archiveAll()
  await expectKept({})
  expect(await dropped()).toEqual(['2025-01', '2025-02'])
})

test('a month with orders of a product that has a limit per buyer is kept until the product is archived', async () => {
  await fillShop(db)
  await addPastOrder(db, { at: '2025-02-02T00:00:00Z', productId: 3, quantity: 5 })
  await closeThrough(db, '2025-02-28')
  await archiveAll()
  await expectKept({
    '2025-02': 'a product that it has orders of has a limit per buyer',
  })
  expect(await dropped()).toEqual(['2025-01'])
  await proves()
  await sql`update products set archived_at = now() where id = 3`.execute(db)
  await expectKept({})
  expect(await dropped()).toEqual(['2025-01', '2025-02'])
  await proves()
})

test('a month with a live hold is kept; holds that have run out give their units back when it is archived', async () => {
  await fillShop(db)
  await closeThrough(db, '2025-02-28')
  const hold = await addPastOrder(db, { at: '2025-02-02T00:00:00Z', status: 'HELD', quantity: 7 })
  const lapsed = await addPastOrder(db, { at: '2025-02-02T00:00:00Z', status: 'HELD', quantity: 2 })
  await sql`update orders set expires_at = now() + interval '1 hour' where id = ${hold}`.execute(db)
  await archiveAll()
  const status = db.selectFrom('orders').select('status').where('id', '=', lapsed)
  expect(await status.executeTakeFirst()).toEqual({ status: 'EXPIRED' })
  await expectKept({ '2025-02': 'it has holds' })
  await proves()
  await sql`update orders set expires_at = now() where id = ${hold}`.execute(db)
  await archiveAll()
  await expectKept({})
  expect(await dropped()).toEqual(['2025-01', '2025-02'])
  await proves()
})

test('a reopened month is kept', async () => {
  await fillShop(db)
  await closeThrough(db, '2025-02-28')
  await archiveAll()
  await sql`insert into period_changes (action, through, timezone, closed_until, reason, request)
    values ('REOPEN', '2025-02-27', 'UTC', '2025-02-28Z', 'late file', '{}')`.execute(db)
  await expectKept({ '2025-02': 'it is not closed any more' })
})

test('a refund after archiving prevents the drop until the month is archived again', async () => {
  const { january } = await fillShop(db)
  await closeThrough(db, '2025-02-28')
  await archiveAll()
  await addPastRefund(db, january, { at: '2025-03-05T00:00:00Z', cents: 500, units: 1 })
  await expectKept({
    '2025-01': 'it has changed since it was archived, archive it again',
  })
  expect(await dropped()).toEqual(['2025-02'])
  await archiveAll()
  await expectKept({ '2025-01': notArchived })
  await closeThrough(db, '2025-03-31')
  await archiveAll(['2025-03'])
  await expectKept({})
  expect(await dropped()).toEqual(['2025-01', '2025-02', '2025-03'])
  await proves()
})

test('a row that was added by hand is found when the month is compared, and the log says to archive it again', async () => {
  await fillShop(db)
  await closeThrough(db, '2025-02-28')
  await archiveAll()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values ('m2', 1, 0, 'PENDING', '2025-01-05Z')`.execute(db)
  await cleanUp()
  const line = await worker.waitForLog(
    ({ msg }) => msg === 'archived month has changed, archive it again',
  )
  expect(line).toMatchObject({ level: 40, month: '2025-01' })
  expect(await findArchives(db)).toMatchObject([
    { month: '2025-01', changed_at: expect.any(Date), dropped_at: null },
    { month: '2025-02', changed_at: null, dropped_at: expect.any(Date) },
  ])
  await proves()
})
