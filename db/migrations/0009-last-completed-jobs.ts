import { type Kysely, sql } from 'kysely'

/** Indexes that find the last completed job, and the last one that the schedule created. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

// A metrics scrape reads both every few seconds. Jobs are few, so building the first takes milliseconds.
const statements = [
  `CREATE INDEX jobs_completed ON jobs (finished_at) WHERE status = 'COMPLETED'`,
  `CREATE INDEX jobs_scheduled ON jobs (finished_at) WHERE status = 'COMPLETED' AND created_by = 'schedule'`,
]
