import { type Kysely, sql } from 'kysely'

/** Whether a job was created before its days had ended. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Computed when it is read, so that no row is rewritten, and jobs of an api of the version before have it too.
  `ALTER TABLE jobs
    ADD includes_open_days boolean NOT NULL GENERATED ALWAYS AS (range_end > created_at) VIRTUAL`,
]
