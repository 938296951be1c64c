import { join } from 'node:path'
import { migrate } from '@order-settlement/db/migrate.ts'
import { createDatabase } from '@order-settlement/shared/database.ts'
import { createLogger } from '@order-settlement/shared/logger.ts'
import { execa } from 'execa'
import { sql } from 'kysely'
import type { MigrationProvider } from 'kysely/migration'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { repositoryRoot } from '../src/places.ts'
import { createTestDatabase } from '../src/testing/test-database.ts'

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

test('two processes and two promises migrate an empty database at once: all succeed, each migration ran once', async () => {
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
  const { rows } = await sql`select name, count(*)::int from kysely_migration group by 1`.execute(
    db,
  )
  const transactions = await sql`select count(*)::int as n from transactions`.execute(db)
  await db.destroy()
  expect(rows).toEqual([{ name: '0001-schema', count: 1 }])
  expect(transactions.rows).toEqual([{ n: 1000 }])
})

test('a failing migration leaves the schema as it was, with the good one before it undone', async () => {
  await using database = await createTestDatabase()
  const before = await readSchema(database.url)
  const existing = await import('@order-settlement/db/migrations/0001-schema.ts')
  const provider: MigrationProvider = {
    getMigrations: async () => ({
      '0001-schema': existing,
      '9998-good': { up: async (db) => void (await sql`create table t (n int)`.execute(db)) },
      '9999-bad': { up: async (db) => void (await sql`select 1 / 0`.execute(db)) },
    }),
  }
  await expect(migrate(database.url, logger, provider)).rejects.toThrow('division by zero')
  expect(await readSchema(database.url)).toEqual(before)
})
