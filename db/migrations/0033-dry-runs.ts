import { type Kysely, sql } from 'kysely'

/** Settlements that are computed and compared, but not published. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `ALTER TABLE jobs ADD dry_run boolean NOT NULL DEFAULT false`,
  // A worker of the version before would publish it: it does not know the setting, and rolls back.
  `CREATE OR REPLACE FUNCTION number_published_job() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NOT NEW.dry_run THEN
      NEW.published_no := (SELECT coalesce(max(published_no), 0) + 1 FROM jobs);
    ELSIF current_setting('order_settlement.dry_run', true) IS DISTINCT FROM NEW.id::text THEN
      RAISE EXCEPTION 'job % is a dry run, which this worker would publish', NEW.id;
    END IF;
    RETURN NEW;
  END $$`,
]
