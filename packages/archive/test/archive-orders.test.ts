import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createPool } from '@order-settlement/db/create-database.ts'
import type { Archive } from '@order-settlement/db/tables.ts'
import { archivedTables } from '@order-settlement/shared/archives/archived-tables.ts'
import { type Month, readMonth } from '@order-settlement/shared/archives/month.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { addPastOrder, addPastRefund, closeThrough } from '@order-settlement/testing/past-shop.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { archiveMonth } from '../src/archive-month.ts'

const january = readMonth('2025-01') as Month

let database: TestDatabase
let directory: TemporaryDirectory
let pool: pg.Pool

beforeEach(async () => {
  database = await createTestDatabase()
  directory = await makeTemporaryDirectory()
  pool = createPool({
    url: database.url,
    applicationName: 'archive',
    connections: 2,
    logger: createLogger('test', 'silent'),
  })
  await sql`insert into products (name, merchant_id, price_cents, stock) values
    ('One', 'm1', 500, 100), ('Two', 'm2', 700, 100)`.execute(database.db)
})

afterEach(async () => {
  await pool.end()
  await database.drop()
  await directory.remove()
})

const archive = (to = directory.path) =>
  archiveMonth(pool, january, { directory: to, currency: 'USD' })

async function findRecords(): Promise<Archive[]> {
  return await database.db.selectFrom('archives').selectAll().execute()
}

async function readRows(name: string): Promise<Record<string, string>[]> {
  return parse(gunzipSync(await readFile(join(directory.path, name))), { columns: true })
}

/** Sold in January, one of them refunded then, one in March; and orders of the months around. */
async function addOrders() {
  const { db } = database
  await addPastOrder(db, { at: '2024-12-31T23:59:59.999Z', confirmedAt: '2025-01-01T10:00:00Z' })
  const first = await addPastOrder(db, { at: '2025-01-01T00:00:00Z', quantity: 3, key: 'k1' })
  const second = await addPastOrder(db, { at: '2025-01-20T08:00:00Z', productId: 2, quantity: 2 })
  await addPastOrder(db, { at: '2025-01-31T23:59:59.999Z', productId: 2, status: 'EXPIRED' })
  await addPastOrder(db, { at: '2025-02-01T00:00:00Z' })
  await addPastRefund(db, first, { at: '2025-01-05T00:00:00Z', cents: 500, units: 1 })
  await addPastRefund(db, second, { at: '2025-03-05T00:00:00Z', cents: 7 })
  await closeThrough(db, '2025-03-31')
  return { first, second }
}

test('the orders of a month are written with all refunds of them, with sums that their rows add up to', async () => {
  const { first, second } = await addOrders()
  const { proof } = await archive()

  const orders = await readRows('orders-2025-01.csv.gz')
  expect(orders).toHaveLength(3)
  expect(orders.slice(0, 2)).toMatchObject([
    { id: first, quantity: '3', total_cents: '1500', returned_units: '1', currency: 'USD' },
    { id: second, merchant_id: 'm2', refunded_cents: '7', confirmed_at: expect.any(String) },
  ])
  expect(orders[0]).toMatchObject({
    idempotency_key: 'k1',
    confirmed_at: '2025-01-01T00:00:00.000000Z',
  })
  expect(await readRows('refunds-2025-01.csv.gz')).toMatchObject([
    { order_id: first, amount_cents: '500', return_units: '1' },
    { order_id: second, amount_cents: '7', created_at: '2025-03-05T00:00:00.000000Z' },
  ])
  const [, ofOrders, ofRefunds] = proof.files
  expect(ofOrders).toMatchObject({ table: 'orders', rows: '3' })
  expect(ofOrders?.sums).toEqual([
    {
      currency: 'USD',
      status: 'CONFIRMED',
      order_count: '2',
      units: '5',
      total_cents: '2900',
      fee_cents: '0',
      refunded_cents: '507',
      returned_units: '1',
    },
    expect.objectContaining({ status: 'EXPIRED', order_count: '1', units: '1' }),
  ])
  expect(ofRefunds?.sums).toEqual([
    { currency: 'USD', refund_count: '2', amount_cents: '507', fee_cents: '0', return_units: '1' },
  ])
})

test('an archive is recorded with its files, the units of its orders, and the time that its rows relate to', async () => {
  await addOrders()
  const { proof } = await archive()
  const { rows: units } = await sql`select * from archived_units order by product_id`.execute(
    database.db,
  )
  expect(units).toEqual([
    { month: '2025-01', product_id: '1', held: '0', sold: '2' },
    { month: '2025-01', product_id: '2', held: '0', sold: '2' },
  ])
  expect(await findRecords()).toEqual([
    {
      month: '2025-01',
      starts_at: new Date('2025-01-01Z'),
      ends_at: new Date('2025-02-01Z'),
      archived_at: new Date(proof.archived_at),
      directory: directory.path,
      files: proof.files,
      // The order of December that was confirmed in January, and the refund of March.
      related_from: new Date('2024-12-31T23:59:59.999Z'),
      related_to: new Date('2025-03-05Z'),
      changed_at: null,
      dropped_at: null,
      removed_at: null,
    },
  ])
})

test('what changes after it was archived is archived again by the next run, and by no other', async () => {
  const { db } = database
  const { first, second } = await addOrders()
  const changes = [
    () => addPastRefund(db, first, { at: '2025-04-05T00:00:00Z', cents: 1 }),
    // Sums alone would not see it.
    () =>
      sql`update orders set buyer_id = case id when ${first} then 'buyer-2' else 'buyer-3' end
        where id in (${first}, ${second})`.execute(db),
    () => sql`update refunds set reason = 'late' where order_id = ${second}`.execute(db),
    () => sql`delete from orders where status = 'EXPIRED'`.execute(db),
    () =>
      sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
        values ('m1', 5, 0, 'PENDING', '2025-01-31Z')`.execute(db),
  ]
  let { proof } = await archive()
  for (const change of changes) {
    expect(await archive()).toEqual({ proof, written: false })
    await change()
    const again = await archive()
    expect(again).toMatchObject({ written: true, changed: true })
    expect(again.proof.files).not.toEqual(proof.files)
    proof = again.proof
    expect(await findRecords()).toMatchObject([{ files: proof.files, changed_at: null }])
  }
})

test('a record that a crash has prevented is written by the next run, without new files', async () => {
  await addOrders()
  const { proof } = await archive()
  await sql`delete from archives`.execute(database.db)
  expect(await archive()).toEqual({ proof, written: false })
  expect(await findRecords()).toMatchObject([{ files: proof.files }])
})

test('a crash while a changed month is written again leaves its record marked as changed', async () => {
  const { first } = await addOrders()
  await archive()
  await addPastRefund(database.db, first, { at: '2025-04-05T00:00:00Z', cents: 1 })
  await sql`alter table archives add check (changed_at is not null) not valid`.execute(database.db)
  await expect(archive()).rejects.toMatchObject({ code: '23514' })
  expect(await findRecords()).toMatchObject([{ changed_at: expect.any(Date) }])
  await sql`alter table archives drop constraint archives_changed_at_check`.execute(database.db)
  expect((await archive()).written).toBe(false)
  expect(await findRecords()).toMatchObject([{ changed_at: null }])
})

test('the files of a dropped month are checked against its record, and never written again', async () => {
  await addOrders()
  const { proof } = await archive()
  await sql`update archives set dropped_at = now()`.execute(database.db)
  await sql`delete from transactions`.execute(database.db)
  expect(await archive()).toEqual({ proof, written: false })
  await expect(archive(join(directory.path, 'elsewhere'))).rejects.toMatchObject({
    code: 'MONTH_DROPPED',
    message: `2025-01 is no longer in the database; its files were written to ${directory.path}`,
  })
  await sql`update archives set files = replace(files::text, ${proof.files[1]?.sha256}, ${'0'.repeat(64)})::jsonb`.execute(
    database.db,
  )
  await expect(archive()).rejects.toMatchObject({ code: 'ARCHIVE_DAMAGED' })
  await rm(join(directory.path, 'archive-2025-01.json'))
  await expect(archive()).rejects.toMatchObject({ code: 'MONTH_DROPPED' })
})

test('files and fingerprints have every column of their tables but written_xid', async () => {
  for (const { table, columns, completed = [] } of archivedTables) {
    const { rows } = await sql<{
      name: string
    }>`select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and column_name <> 'written_xid'`.execute(
      database.db,
    )
    const known = [...columns, ...completed]
    expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
  }
})

test('a closed day of a zone that has hours of a dropped month does not count as changed', async () => {
  const { db } = database
  // 1 February in Tokyo begins at 15:00 on 31 January in UTC.
  await addPastOrder(db, { at: '2025-01-31T20:00:00Z' })
  await addPastOrder(db, { at: '2025-02-01T10:00:00Z' })
  await closeThrough(db, '2025-03-01', 'Asia/Tokyo')
  await archive()
  await sql`update archives set dropped_at = now()`.execute(db)
  await sql`delete from transactions where paid_at < '2025-02-01Z'`.execute(db)
  const february = readMonth('2025-02') as Month
  const options = { directory: directory.path, currency: 'USD' }
  expect((await archiveMonth(pool, february, options)).written).toBe(true)
  await sql`delete from archives where month = '2025-01'`.execute(db)
  await rm(join(directory.path, 'archive-2025-02.json'))
  await expect(archiveMonth(pool, february, options)).rejects.toMatchObject({
    code: 'CLOSED_DAY_CHANGED',
  })
})
