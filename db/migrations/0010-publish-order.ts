import { type Kysely, sql } from 'kysely'

/** The order in which jobs were published, so that any two of the same days can be compared. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Null for jobs that completed before this column was there: clocks may go back, so finished_at is no order.
  `ALTER TABLE jobs ADD published_no bigint`,
  `CREATE INDEX jobs_published ON jobs (published_no) WHERE published_no IS NOT NULL`,
  // Jobs that share days are published one after the other, since each locks its days until its commit, so each
  // sees the number of the one before. Jobs that share none may get the same number. A trigger, not the worker's
  // statement, so that workers of the version before count too while both run.
  `CREATE FUNCTION number_published_job() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    NEW.published_no := (SELECT coalesce(max(published_no), 0) + 1 FROM jobs);
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER jobs_number_published BEFORE UPDATE OF status ON jobs
    FOR EACH ROW WHEN (NEW.status = 'COMPLETED' AND OLD.status <> 'COMPLETED')
    EXECUTE FUNCTION number_published_job()`,
]
