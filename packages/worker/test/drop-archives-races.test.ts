import { audit } from '@order-settlement/db/audit.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { countBlocked } from '@order-settlement/testing/count-blocked.ts'
import { addPastOrder, addPastRefund, closeThrough } from '@order-settlement/testing/past-shop.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isCurrent, readMonth, recordDrop } from '../src/archives/archived-months.queries.ts'
import { dropArchivedMonths } from '../src/archives/drop-archived-months.ts'
import { archive, fillShop, findArchives } from './archived-shop.ts'

let database: TestDatabase
let db: Database
let directory: TemporaryDirectory

beforeEach(async () => {
  database = await createTestDatabase()
  db = database.db
  directory = await makeTemporaryDirectory()
})
afterEach(async () => {
  await database.drop()
  await directory.remove()
})

const archiveMonths = async (...months: string[]) => {
  for (const month of months) await archive(database.url, month, directory.path)
}
const proves = async () => expect(Object.values(await audit(db)).flat()).toEqual([])
const refund = { at: '2026-01-01T00:00:00Z', cents: 5 }

async function waitForBlocked(): Promise<void> {
  await vi.waitFor(async () => expect(await countBlocked(db)).toBe(1))
}

test('a refund that has begun holds off the drop, which then finds the month changed', async () => {
  const { january } = await fillShop(db)
  await closeThrough(db, '2025-02-28')
  await archiveMonths('2025-01', '2025-02')
  const refunding = await db.startTransaction().execute()
  await addPastRefund(refunding, january, refund)
  const seen = await readMonth(db, '2025-01')
  expect(isCurrent(seen)).toBe(true)
  await expect(recordDrop(db, seen)).rejects.toMatchObject({ code: '55P03' })
  await refunding.commit().execute()
  expect(await recordDrop(db, seen)).toBe(false)
  expect(await findArchives(db)).toMatchObject([
    { month: '2025-01', changed_at: expect.any(Date), dropped_at: null },
    { month: '2025-02', changed_at: null },
  ])
  await proves()
})

test('a refund that waits for a drop fails with 40001, so that a retry finds the month dropped', async () => {
  const { january } = await fillShop(db)
  await closeThrough(db, '2025-02-28')
  await archiveMonths('2025-01', '2025-02')
  const dropping = await db.startTransaction().execute()
  await sql`update archives set dropped_at = now() where month = '2025-01'`.execute(dropping)
  const refunded = addPastRefund(db, january, refund)
  const failed = expect(refunded).rejects.toMatchObject({ code: '40001' })
  await waitForBlocked()
  await dropping.commit().execute()
  await failed
  expect((await findArchives(db))[0]).toMatchObject({ changed_at: null })
  await proves()
})

test('a refund over the api that waits for a drop is answered 410 with the month', async () => {
  const { january } = await fillShop(db)
  await closeThrough(db, '2025-02-28')
  await archiveMonths('2025-01', '2025-02')
  await using api = await startProcess('api', { DATABASE_URL: database.url })
  const dropping = await db.startTransaction().execute()
  await sql`update archives set dropped_at = now() where month = '2025-01'`.execute(dropping)
  const answered = fetch(`${api.url}/orders/${january}/refunds`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ amount_cents: 5 }),
  })
  await waitForBlocked()
  await dropping.commit().execute()
  const answer = await answered
  expect(answer.status).toBe(410)
  expect(await answer.json()).toMatchObject({ code: 'ORDER_ARCHIVED', month: '2025-01' })
  await proves()
})

test('a refund that began before the archive was recorded is waited for, and found', async () => {
  const { january } = await fillShop(db)
  await closeThrough(db, '2025-02-28')
  const refunding = await db.startTransaction().execute()
  await addPastRefund(refunding, january, refund)
  await archiveMonths('2025-01', '2025-02')
  const dropping = dropArchivedMonths({
    db,
    logger: createLogger('test', 'silent'),
    stopping: new AbortController().signal,
    archivedRetentionMonths: 1,
  })
  await vi.waitFor(async () => {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and query like '%pg_snapshot_xmin%' and pid <> pg_backend_pid()`.execute(
      db,
    )
    expect(rows).not.toEqual([])
  })
  await refunding.commit().execute()
  await dropping
  expect(await findArchives(db)).toMatchObject([
    { month: '2025-01', changed_at: expect.any(Date), dropped_at: null },
    { month: '2025-02', dropped_at: expect.any(Date) },
  ])
  await proves()
})

test('30 refunds race with the drops of their 30 months: each month is dropped or has its refund, never both', async () => {
  await sql`insert into products (name, merchant_id, price_cents, stock) values ('One', 'm1', 500, 1000)`.execute(
    db,
  )
  const months = Array.from(
    { length: 30 },
    (_, i) => `${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
  )
  const orders: string[] = []
  for (const month of months)
    orders.push(await addPastOrder(db, { at: `${month}-10T00:00:00Z`, quantity: 2 }))
  await closeThrough(db, '2024-12-31')
  await archiveMonths(...months)
  const seen = await Promise.all(months.map((month) => readMonth(db, month)))

  const races = await Promise.all(
    months.map(async (_, i) => {
      const [drop, money] = await Promise.allSettled([
        recordDrop(db, seen[i] as (typeof seen)[number]),
        addPastRefund(db, orders[i] ?? '', { ...refund, units: 1 }),
      ])
      return {
        dropped: drop.status === 'fulfilled' && drop.value,
        refunded: money.status === 'fulfilled',
      }
    }),
  )
  for (const { dropped, refunded } of races) expect(dropped && refunded).toBe(false)
  expect((await findArchives(db)).map(({ dropped_at }) => dropped_at !== null)).toEqual(
    races.map(({ dropped }) => dropped),
  )
  await proves()
})
