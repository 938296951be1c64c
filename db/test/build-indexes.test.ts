import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import type { MigrationProvider } from 'kysely/migration'
import { expect, test, vi } from 'vitest'
import type { MigrationWithIndexes } from '../build-indexes.ts'
import { migrate, migrationFiles } from '../migrate.ts'
import type { Database } from '../tables.ts'
import { watchLockWaits } from './version-before/lock-waits.ts'

const logger = createLogger('test', 'silent')
const orders = { product_id: 1, quantity: 1, buyer_id: 'b', unit_price_cents: 5, total_cents: 5 }

function after(added: Record<string, MigrationWithIndexes>): MigrationProvider {
  return {
    getMigrations: async () => ({ ...(await migrationFiles.getMigrations()), ...added }),
  }
}

const statement = (text: string) => async (db: unknown) =>
  void (await sql.raw(text).execute(db as Database))

async function readIndexes(db: Database): Promise<unknown[]> {
  const { rows } = await sql`
    select relname as name, indisvalid as valid from pg_index join pg_class on pg_class.oid = indexrelid
    where relname like 'test_index%' order by 1`.execute(db)
  return rows
}

test('an index is built before the next migration, and again by the next call if its build has failed', async () => {
  await using database = await createTestDatabase()
  const { db, url } = database
  await sql`insert into products (name, merchant_id, price_cents, stock)
    values ('Same', 'm', 5, 1), ('Same', 'm', 5, 1)`.execute(db)
  const provider = after({
    '9998-index': {
      up: statement('create table t (n int)'),
      indexes: [{ name: 'test_index', unique: true, on: 'products (name)' }],
    },
    '9999-next': { up: statement('alter index test_index rename to test_index_renamed') },
  })

  await expect(migrate(url, logger, provider)).rejects.toMatchObject({ code: '23505' })
  expect(await readIndexes(db)).toEqual([{ name: 'test_index', valid: false }])

  await sql`update products set name = 'Other' where id = (select min(id) from products)`.execute(
    db,
  )
  await migrate(url, logger, provider)
  expect(await readIndexes(db)).toEqual([{ name: 'test_index_renamed', valid: true }])
  await migrate(url, logger, provider)
  expect(await readIndexes(db)).toEqual([{ name: 'test_index_renamed', valid: true }])
})

test('an index that waits for an open transaction holds up neither orders nor another process that migrates', async () => {
  await using database = await createTestDatabase()
  const { db, url } = database
  await sql`insert into products (id, name, merchant_id, price_cents, stock)
    overriding system value values (1, 'P', 'm', 5, 9)`.execute(db)
  const writer = await db.startTransaction().execute()
  await writer.insertInto('orders').values(orders).execute()
  const provider = after({
    '9999-index': {
      up: statement('create table t (n int)'),
      indexes: [{ name: 'test_index', on: 'orders (quantity)' }],
    },
  })
  const firstLogger = createLogger('first', 'silent')
  const secondLogger = createLogger('second', 'silent')
  const built = [vi.spyOn(firstLogger, 'info'), vi.spyOn(secondLogger, 'info')]
  const first = migrate(url, firstLogger, provider)
  // Of the month's partition, to which the writer has added an order.
  await expect
    .poll(() => readIndexes(db))
    .toContainEqual({ name: expect.stringMatching(/^test_index_\d/), valid: false })
  const warn = vi.spyOn(secondLogger, 'warn')
  const second = migrate(url, secondLogger, provider)
  const countProcesses = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and application_name = 'migrate'`.execute(db)
    return rows[0]?.n
  }
  await expect.poll(countProcesses).toBe(2)
  const waits = watchLockWaits(db)
  await db.insertInto('orders').values(orders).execute()
  expect(await waits.stop()).toBe(0)

  await writer.commit().execute()
  await Promise.all([first, second])
  const indexes = await readIndexes(db)
  expect(indexes).toContainEqual({ name: 'test_index', valid: true })
  expect(indexes).not.toContainEqual(expect.objectContaining({ valid: false }))
  // By one of the two processes, and left alone by the other.
  const calls = built.flatMap(({ mock }) => mock.calls)
  expect(calls.filter(([, message]) => message === 'index built')).toEqual([
    [{ index: 'test_index' }, 'index built'],
  ])
  expect(warn).not.toHaveBeenCalled()
})

test('a table that a backup reads: statements behind the migration wait for less than a second at a time', async () => {
  await using database = await createTestDatabase()
  const { db, url } = database
  const backup = await db.startTransaction().execute()
  await sql`select from products`.execute(backup)
  const provider = after({
    '9999-products': { up: statement('alter table products add more int') },
  })
  const waits = watchLockWaits(db)
  const migrating = migrate(url, logger, provider)
  const migrationWaits = async () => {
    const { rows } = await sql<{ waits: boolean }>`
      select exists (select from pg_locks where relation = 'products'::regclass and not granted) as waits`.execute(
      db,
    )
    return rows[0]?.waits
  }
  await expect.poll(migrationWaits, { interval: 5 }).toBe(true)
  // Behind the migration, which waits for the backup.
  await sql`select from products`.execute(db)
  const longestWaitMs = await waits.stop()

  await backup.commit().execute()
  await migrating
  await sql`select more from products`.execute(db)
  expect(longestWaitMs).toBeGreaterThan(0)
  expect(longestWaitMs).toBeLessThan(1_000)
})
