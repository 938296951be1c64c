import { type Kysely, sql } from 'kysely'

/** What the progress of a job is computed from, beside its batches. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Counts neither to the speed nor to the remaining time of the attempt that keeps them.
  `ALTER TABLE jobs ADD kept_rows bigint`,
  `ALTER TABLE jobs ADD total_is_estimate boolean NOT NULL DEFAULT false`,
  `UPDATE jobs SET total_is_estimate = true WHERE status IN ('FAILED', 'CANCELLED') AND NOT planned`,
  // A table of its own: publishing locks the row of the job, and what its transaction writes is seen after the commit.
  // The row is inserted with jobs.publishing, so that later updates need no lock of the job for the foreign key.
  `CREATE TABLE publishing_progress (
    job_id uuid PRIMARY KEY REFERENCES jobs ON DELETE CASCADE,
    attempt_started_at timestamptz,
    summed_at timestamptz NOT NULL,
    share float8 NOT NULL CHECK (share BETWEEN 0 AND 1)
  )`,
  `CREATE FUNCTION notify_publishing_progress() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM pg_notify('job_changed', NEW.job_id::text);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER publishing_progress_changed AFTER UPDATE OF share ON publishing_progress
    FOR EACH ROW WHEN (OLD.share IS DISTINCT FROM NEW.share)
    EXECUTE FUNCTION notify_publishing_progress()`,
  // About 20 notifications a job, whatever its size: a batch notifies with its turn of those that make up 5 % of the
  // estimate. Without one it is every fourth, as before. Transactions that notify commit one after another, on the
  // whole server.
  `CREATE OR REPLACE FUNCTION notify_batch_done() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.batch_no % (
      SELECT CASE WHEN estimated_rows IS NULL THEN 4
        ELSE greatest(1, estimated_rows / 20 / greatest(1, NEW.row_count)) END
      FROM jobs WHERE id = NEW.job_id
    ) = 0 THEN
      PERFORM pg_notify('job_changed', NEW.job_id::text);
    END IF;
    RETURN NULL;
  END $$`,
  `DROP TRIGGER settlement_batches_done ON settlement_batches`,
  `CREATE TRIGGER settlement_batches_done AFTER UPDATE OF done ON settlement_batches
    FOR EACH ROW WHEN (NEW.done AND NOT OLD.done) EXECUTE FUNCTION notify_batch_done()`,
]
