import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createDatabase } from '../create-database.ts'
import { migrate } from '../migrate.ts'
import type { Database } from '../tables.ts'

const silent = createLogger('test', 'silent')

async function readMark(db: Database): Promise<string | null | undefined> {
  const { rows } = await sql<{ mark: string | null }>`select cluster_mark() as mark`.execute(db)
  return rows[0]?.mark
}

test('a cluster that recovers from its log and is promoted has the same mark but for its timeline', async () => {
  await using postgres = await startOwnPostgres()
  const url = postgres.url('appdb')
  await migrate(url, silent)
  const db = createDatabase({ url, applicationName: 'test', connections: 1, logger: silent })
  onTestFinished(() => db.destroy())
  const [system, timeline, table] = (await readMark(db))?.split('/') ?? []
  expect([system, timeline, table]).toEqual([
    expect.stringMatching(/^\d{19,20}$/),
    '00000001',
    expect.stringMatching(/^\d+$/),
  ])

  await sql`alter system set restore_command = 'false'`.execute(db)
  const { rows } = await sql<{ data_directory: string }>`show data_directory`.execute(db)
  await writeFile(join(rows[0]?.data_directory ?? '', 'recovery.signal'), '')
  await postgres.restart()

  await vi.waitFor(async () => expect(await readMark(db)).toBe(`${system}/00000002/${table}`), {
    timeout: 10_000,
  })
})

test('a recreated table of transactions has another mark', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const before = await readMark(db)
  expect(await readMark(db)).toBe(before)
  await sql`alter table transactions rename to lost`.execute(db)
  await sql`create table transactions (like lost including all)`.execute(db)
  expect(await readMark(db)).not.toBe(before)
})

test('an ordinary role reads the mark; one that may not ask for the system has none, and no error', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const mark = await readMark(db)
  const role = sql.id(new URL(database.url).pathname.slice(1))
  await sql`create role ${role}`.execute(db)
  try {
    await db.connection().execute(async (connection) => {
      await sql`set role ${role}`.execute(connection)
      expect(await readMark(connection)).toBe(mark)
      await sql`reset role`.execute(connection)
      await sql`revoke execute on function pg_control_system from public`.execute(connection)
      await sql`set role ${role}`.execute(connection)
      expect(await readMark(connection)).toBe(null)
      await sql`reset role`.execute(connection)
    })
  } finally {
    await sql`drop role ${role}`.execute(db)
  }
})
