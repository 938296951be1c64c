import { type Kysely, sql } from 'kysely'

/** How many records of a provider's report were no transaction. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE imports ADD ignored bigint NOT NULL DEFAULT 0 CHECK (ignored >= 0)`.execute(
    db,
  )
}
