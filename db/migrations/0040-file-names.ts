import { type Kysely, sql } from 'kysely'

/** `jobs.file_name`: in a bucket, each attempt to publish writes a file of its own, and the job's row says which one counts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Null for the job's id and .csv. Neither rewrites the table nor reads it: no row has a name yet.
  await sql`ALTER TABLE jobs ADD file_name text`.execute(db)
}
