import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { vi } from 'vitest'

const key = 42

/**
 * Blocks statements that change a table, before the change, until `release`, so that a test can crash a process
 * between two statements. `reached` waits until a statement is blocked.
 *
 * @param event such as `insert` or `update of publishing`
 */
export async function holdAt(db: Database, event: string, table: string) {
  await sql`create or replace function wait_for_test() returns trigger language plpgsql as
    $$ begin perform pg_advisory_xact_lock_shared(${sql.lit(key)}); return null; end $$`.execute(db)
  await sql`create trigger wait_for_test before ${sql.raw(event)} on ${sql.table(table)}
    for each statement execute function wait_for_test()`.execute(db)
  const held = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const holding = db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${key})`.execute(connection)
    held.resolve()
    await released.promise
    // A restart of PostgreSQL has released the lock already.
    await sql`select pg_advisory_unlock(${key})`.execute(connection).catch(() => {})
  })
  await held.promise

  const waiting = async () => {
    const { rows } = await sql<{ pid: number }>`select pid from pg_locks
      where locktype = 'advisory' and objid = ${key} and not granted
        and database = (select oid from pg_database where datname = current_database())`.execute(db)
    return rows.map(({ pid }) => pid)
  }
  return {
    reached: () => vi.waitUntil(async () => (await waiting()).length > 0, { timeout: 20_000 }),
    /** Terminates the connections of the blocked statements. */
    async disconnect() {
      for (const pid of await waiting()) await sql`select pg_terminate_backend(${pid})`.execute(db)
    },
    async release() {
      released.resolve()
      await holding
      await sql`drop trigger wait_for_test on ${sql.table(table)}`.execute(db)
    },
  }
}
