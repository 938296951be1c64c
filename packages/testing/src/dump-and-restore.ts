import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { makeTemporaryDirectory } from './temporary-directory.ts'

/**
 * Restores the rows of one database into another of the same version, which may be in another cluster. Without pg_dump,
 * which the embedded PostgreSQL lacks: what it does, a COPY of each table out and in, and sequences that go on.
 */
export async function dumpAndRestore(from: Database, to: Database): Promise<void> {
  await using directory = await makeTemporaryDirectory()
  // The servers run as another user if the tests run as root.
  await chmod(directory.path, 0o777)
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'`.execute(
    from,
  )
  await to.transaction().execute(async (trx) => {
    // As pg_restore adds triggers and foreign keys last.
    await sql`set local session_replication_role = replica`.execute(trx)
    for (const { name } of rows) {
      const file = sql.lit(join(directory.path, name))
      await sql`copy ${sql.table(name)} to ${file}`.execute(from)
      await sql`delete from ${sql.table(name)}`.execute(trx)
      await sql`copy ${sql.table(name)} from ${file}`.execute(trx)
    }
    const sequences = await sql<{ name: string; last: string }>`
      select sequencename as name, last_value::text as last from pg_sequences
      where schemaname = 'public' and last_value is not null`.execute(from)
    for (const { name, last } of sequences.rows)
      await sql`select setval(${name}, ${last})`.execute(trx)
  })
}
