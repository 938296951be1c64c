import { type Kysely, sql } from 'kysely'

/** Who created each job. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // The name of an API key, or `schedule`. Null without API keys, and for jobs that are older than the column.
  `ALTER TABLE jobs ADD created_by text`,
  // Validated after the commit, when writers no longer wait.
  `ALTER TABLE jobs ADD CONSTRAINT jobs_created_by_check
    CHECK (char_length(created_by) BETWEEN 1 AND 64) NOT VALID`,
]
