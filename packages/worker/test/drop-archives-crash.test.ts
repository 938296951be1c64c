import { audit } from '@order-settlement/db/audit.ts'
import { makePartition } from '@order-settlement/db/partitions/make-partitions.ts'
import { partitionedTables } from '@order-settlement/db/partitions/partitioned-tables.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { cleanUpQueue } from '@order-settlement/shared/jobs/queues.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import { addPastOrder, closeThrough } from '@order-settlement/testing/past-shop.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { expect, test } from 'vitest'
import { dropArchivedMonths } from '../src/archives/drop-archived-months.ts'
import { archive, countRows, fillShop, findArchives, noRows } from './archived-shop.ts'

const proves = async (db: Database) => expect(Object.values(await audit(db)).flat()).toEqual([])

async function requestCleanUp(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, migrate: false, supervise: false })
  await boss.start()
  await boss.send(cleanUpQueue.name)
  await boss.stop({ graceful: false })
}

const steps = [
  ['before the drop is recorded', 'update of dropped_at', 'archives', false],
  ['before its keys are deleted', 'delete', 'order_keys', true],
  ['before its refunds are deleted', 'delete', 'refunds', true],
  ['before its versions are deleted', 'delete', 'transaction_versions', true],
  ['before its end is recorded', 'update of removed_at', 'archives', true],
] as const

test.each(steps)(
  'a worker that is killed %s leaves the month whole or gone, and the next run completes it',
  async (_, event, table, isDropped) => {
    await using database = await createTestDatabase()
    await using directory = await makeTemporaryDirectory()
    const { db, url } = database
    await fillShop(db)
    await closeThrough(db, '2025-02-28')
    for (const month of ['2025-01', '2025-02']) await archive(url, month, directory.path)
    const before = await countRows(db, '2025-01')
    expect(before).toMatchObject({ orders: 4, refunds: 2, keys: 1, placing_keys: 1, versions: 1 })

    await using worker = await startProcess('worker', {
      DATABASE_URL: url,
      ARCHIVED_RETENTION_MONTHS: '1',
    })
    const held = await holdAt(db, event, table)
    await requestCleanUp(url)
    await held.reached()
    await worker.kill('SIGKILL')
    await held.disconnect()
    await held.release()

    const [january] = await findArchives(db)
    expect(january?.dropped_at !== null).toBe(isDropped)
    expect(january?.removed_at).toBe(null)
    if (!isDropped) expect(await countRows(db, '2025-01')).toEqual(before)
    await proves(db)

    const logger = createLogger('test', 'silent')
    const { signal } = new AbortController()
    await dropArchivedMonths({ db, logger, stopping: signal, archivedRetentionMonths: 1 })
    for (const month of ['2025-01', '2025-02']) expect(await countRows(db, month)).toEqual(noRows)
    expect(await findArchives(db)).toMatchObject([
      { removed_at: expect.any(Date) },
      { removed_at: expect.any(Date) },
    ])
    await proves(db)
  },
  60_000,
)

test('a key of a dropped order that a new one has taken stays when the interrupted removal begins again', async () => {
  await using database = await createTestDatabase()
  await using directory = await makeTemporaryDirectory()
  const { db, url } = database
  await makePartition(db, partitionedTables.orders, '2025-01')
  await fillShop(db)
  await closeThrough(db, '2025-02-28')
  for (const month of ['2025-01', '2025-02']) await archive(url, month, directory.path)
  const logger = createLogger('test', 'silent')
  const { signal } = new AbortController()
  const drop = () =>
    dropArchivedMonths({ db, logger, stopping: signal, archivedRetentionMonths: 1 })

  await db.transaction().execute(async (trx) => {
    await sql`lock table orders in access share mode`.execute(trx)
    await drop()
  })
  expect(await countRows(db, '2025-01')).toMatchObject({ orders: 4, placing_keys: 0 })
  const id = await addPastOrder(db, { at: new Date().toISOString(), key: 'k1' })
  await drop()

  expect(await countRows(db, '2025-01')).toEqual(noRows)
  expect(await db.selectFrom('order_placing_keys').selectAll().execute()).toEqual([
    { idempotency_key: 'k1', order_id: id },
  ])
})
