import { type Kysely, sql } from 'kysely'

/** Notifications on the channel `job_changed`, with the job's id, when callers would see it change. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE FUNCTION notify_job_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM pg_notify('job_changed', NEW.id::text);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER jobs_changed AFTER UPDATE OF status, planned, publishing ON jobs
    FOR EACH ROW WHEN ((OLD.status, OLD.planned, OLD.publishing)
      IS DISTINCT FROM (NEW.status, NEW.planned, NEW.publishing))
    EXECUTE FUNCTION notify_job_changed()`,
  `CREATE FUNCTION notify_batch_done() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM pg_notify('job_changed', NEW.job_id::text);
    RETURN NULL;
  END $$`,
  // Transactions that notify commit one after another, on the whole server: every fourth batch is enough to
  // see progress. After the last batch the job's own row changes.
  `CREATE TRIGGER settlement_batches_done AFTER UPDATE OF done ON settlement_batches
    FOR EACH ROW WHEN (NEW.batch_no % 4 = 0 AND NEW.done AND NOT OLD.done)
    EXECUTE FUNCTION notify_batch_done()`,
]
