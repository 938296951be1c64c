import { join } from 'node:path'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate, migrationFiles } from '@order-settlement/db/migrate.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { startLocal } from '@order-settlement/testing/start-local.ts'
import { makeMemoryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { startPostgres } from '../src/embedded-postgres.ts'
import { readDatabaseUrl } from '../src/postgres/password.ts'

vi.setConfig({ testTimeout: 120_000 })

const logger = createLogger('test', 'silent')

test('a start that finds rows in the way of a migration names them, waits with its server up, and continues once they are corrected', async () => {
  await using directory = await makeMemoryDirectory()
  const dataDir = join(directory.path, 'data')
  await makeOldData(dataDir)

  const local = startLocal(directory.path, { SEED_TRANSACTIONS: '0' })
  await local.waitFor(
    /^merchant_id must have 1 to 128 characters.*id 7: 0 characters.*\n.*URL is in/m,
  )
  const { href } = (await readDatabaseUrl(dataDir)) ?? {}
  await withDatabase(href ?? '', (db) =>
    sql`update transactions set merchant_id = 'corrected' where id = 7`.execute(db),
  )

  const api = await local.ready()
  expect((await fetch(`${api}/health`)).status).toBe(200)
  expect(local.output()).not.toMatch(/^ +at /m)
  await local.end('SIGTERM')
  expect(await local.leftovers()).toEqual([])
})

/** The data of a version before merchant ids were bounded, with a row that the bound refuses. */
async function makeOldData(dataDir: string): Promise<void> {
  const postgres = await startPostgres({ dataDir })
  const earlier = Object.entries(await migrationFiles.getMigrations()).filter(
    ([name]) => name < '0006',
  )
  const url = postgres.url('appdb')
  await migrate(url, logger, { getMigrations: async () => Object.fromEntries(earlier) })
  await withDatabase(url, (db) =>
    sql`insert into transactions (id, merchant_id, amount_cents, fee_cents, status)
      values (7, '', 1, 0, 'FAILED')`.execute(db),
  )
  await postgres.stop()
}

async function withDatabase(url: string, work: (db: Database) => Promise<unknown>): Promise<void> {
  const db = createDatabase({ url, applicationName: 'test', connections: 1, logger })
  try {
    await work(db)
  } finally {
    await db.destroy()
  }
}
