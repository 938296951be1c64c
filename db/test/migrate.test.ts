import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { execa } from 'execa'
import { sql } from 'kysely'
import type { MigrationProvider } from 'kysely/migration'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createDatabase } from '../create-database.ts'
import { migrate, migrationFiles } from '../migrate.ts'

const logger = createLogger('test', 'silent')
const name = `migrate_${crypto.randomUUID().replaceAll('-', '')}`
let url: string

beforeAll(async () => {
  await onServer(`create database ${name}`)
  const target = new URL(inject('postgresUrl'))
  target.pathname = name
  url = target.href
})

afterAll(() => onServer(`drop database ${name} with (force)`))

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  await client.query(statement)
  await client.end()
}

async function readSchema(url: string): Promise<unknown[]> {
  const db = createDatabase({ url, applicationName: 'test', connections: 1, logger })
  const { rows } = await sql`
    select table_schema, table_name, column_name, data_type, column_default, is_nullable
    from information_schema.columns where table_schema in ('public', 'pgboss')
      and table_name not like 'j%\\_%' order by 1, 2, 3`.execute(db)
  await db.destroy()
  return rows
}

test('two processes and two calls migrate an empty database at once: all succeed, each migration is applied once', async () => {
  const env = { DATABASE_URL: url, SEED_TRANSACTIONS: '1000', LOG_LEVEL: 'info' }
  const asProcess = () =>
    execa(process.execPath, [join(repositoryRoot, 'db/main.ts')], { env, extendEnv: false })
  const [first, second] = await Promise.all([
    asProcess(),
    asProcess(),
    migrate(url, logger),
    migrate(url, logger),
  ])
  expect([first.exitCode, second.exitCode]).toEqual([0, 0])

  await using template = await createTestDatabase()
  expect(await readSchema(url)).toEqual(await readSchema(template.url))
  const db = createDatabase({ url, applicationName: 'test', connections: 1, logger })
  const { rows } =
    await sql`select name, count(*)::int from kysely_migration group by 1 order by 1`.execute(db)
  const transactions = await sql`select count(*)::int as n from transactions`.execute(db)
  await db.destroy()
  const names = await readdir(join(repositoryRoot, 'db/migrations'))
  expect(rows).toEqual(names.map((file) => ({ name: basename(file, '.ts'), count: 1 })))
  expect(transactions.rows).toEqual([{ n: 1000 }])
})

test('partitions of a migrated database are pruned in sessions of the service alone', async () => {
  await migrate(url, logger)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const byHand = await client.query('show enable_partition_pruning')
  await client.end()
  const db = createDatabase({ url, applicationName: 'test', connections: 1, logger })
  const ours = await sql`show enable_partition_pruning`.execute(db)
  await db.destroy()
  expect([...byHand.rows, ...ours.rows]).toEqual([
    { enable_partition_pruning: 'off' },
    { enable_partition_pruning: 'on' },
  ])
})

test('a failing migration is rolled back, keeps the one before it, and is tried again by the next call', async () => {
  await using database = await createTestDatabase()
  const { db, url } = database
  const before = await readSchema(url)
  let statement = sql`select 1 / 0`
  const provider: MigrationProvider = {
    getMigrations: async () => ({
      ...(await migrationFiles.getMigrations()),
      '9998-good': { up: async (db) => void (await sql`create table t (n int)`.execute(db)) },
      '9999-bad': {
        up: async (db) => {
          await sql`create table u (n int)`.execute(db)
          await statement.execute(db)
        },
      },
    }),
  }
  await expect(migrate(url, logger, provider)).rejects.toThrow('division by zero')
  const added = (await readSchema(url)).length - before.length
  expect([added, (await sql`select * from t`.execute(db)).rows]).toEqual([1, []])

  statement = sql`select 1`
  await migrate(url, logger, provider)
  expect((await sql`select * from u`.execute(db)).rows).toEqual([])
})

test('a migration that waits for its table leaves those before it committed, and locks nothing of theirs', async () => {
  await using database = await createTestDatabase()
  const { db, url } = database
  const provider: MigrationProvider = {
    getMigrations: async () => ({
      ...(await migrationFiles.getMigrations()),
      '9998-products': {
        up: async (db) => void (await sql`alter table products add more int`.execute(db)),
      },
      '9999-transactions': {
        up: async (db) => void (await sql`alter table transactions add more int`.execute(db)),
      },
    }),
  }
  const reader = await db.startTransaction().execute()
  await sql`select from transactions`.execute(reader)
  const migrating = migrate(url, logger, provider)
  const countMore = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from information_schema.columns
      where column_name = 'more' and table_name in ('products', 'transactions')`.execute(db)
    return rows[0]?.n
  }
  await expect.poll(countMore, { timeout: 10_000 }).toBe(1)
  await sql`insert into products (name, merchant_id, price_cents, stock, more)
    values ('P', 'm', 1, 1, 1)`.execute(db)
  await reader.commit().execute()
  await migrating
  expect(await countMore()).toBe(2)
})

test('a database of the first version keeps its idempotency keys and open batches', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  const first = await import('../migrations/0001-schema.ts')
  await migrate(database.url, logger, { getMigrations: async () => ({ '0001-schema': first }) })
  const { rows } = await sql<{ id: string }>`
    insert into jobs (from_date, to_date, timezone, range_start, range_end, idempotency_key)
    values ('2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z', 'old-key') returning id`.execute(
    db,
  )
  const id = rows[0]?.id
  await sql`insert into settlement_batches
    (job_id, batch_no, lower_paid_at, lower_id, upper_paid_at, upper_id, row_count, done, gross_cents)
    select ${id}::uuid, n, '2025-01-01Z', n, '2025-01-01Z', n + 1, 1, n = 1, '{7}'
    from generate_series(1, 2) as n`.execute(db)

  await migrate(database.url, logger)

  expect((await sql`select * from job_keys`.execute(db)).rows).toEqual([
    { idempotency_key: 'old-key', job_id: id, force: false, started: true },
  ])
  const batches =
    await sql`select batch_no, done, open, gross_cents from settlement_batches order by 1`
  expect((await batches.execute(db)).rows).toEqual([
    { batch_no: 1, done: true, open: false, gross_cents: ['7'] },
    { batch_no: 2, done: false, open: true, gross_cents: ['7'] },
  ])
})

test('migrations are read from a clone whose path has characters that URLs escape', async () => {
  await using directory = await makeTemporaryDirectory()
  const folder = join(directory.path, 'clone #1 50%20? "é"')
  await mkdir(folder)
  await writeFile(join(folder, '0001-first.ts'), 'export async function up(): Promise<void> {}')

  // In a process of its own, since vitest imports by rules of its own.
  const script = `const { readMigrations } = await import(process.argv[1])
    console.log(...Object.keys(await readMigrations(process.argv[2]).getMigrations()))`
  const { stdout } = await execa(process.execPath, [
    '--input-type=module',
    '--eval',
    script,
    join(repositoryRoot, 'db/migrate.ts'),
    folder,
  ])

  expect(stdout).toBe('0001-first')
})
