import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

// An unhandled 'error' event would end an api or a worker; here it fails the test run.
test('a connection that is lost during a statement fails the statement, not the process', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const cut = db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
    await sql`select pg_terminate_backend(${rows[0]?.pid}::int)`.execute(db)
    await sql`select pg_sleep(60)`.execute(trx)
  })
  await expect(cut).rejects.toThrow()
  expect((await sql`select 1`.execute(db)).rows).toHaveLength(1)
})
