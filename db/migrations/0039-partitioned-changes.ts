import { type Kysely, sql } from 'kysely'

/**
 * `settlement_changes` has a partition for each month of its jobs, so that a month can be dropped. The table of before
 * becomes the first partition.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // The lowest UUIDv7 of a time, in milliseconds.
  `CREATE FUNCTION lowest_uuid(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
  $$`,
  // A partition has to have the constraints of its table, and 0006 has added this one as NOT VALID. Beside writers.
  `ALTER TABLE settlement_changes VALIDATE CONSTRAINT settlement_changes_merchant_id_check`,
  // Null while the job's changes are kept. Locks jobs first, as publishing does, then their changes.
  `ALTER TABLE jobs ADD changes_removed_at timestamptz`,
  `LOCK TABLE settlement_changes IN ACCESS EXCLUSIVE MODE`,
  `ALTER TABLE settlement_changes RENAME TO settlement_changes_first`,
  `ALTER INDEX settlement_changes_pkey RENAME TO settlement_changes_first_pkey`,
  `CREATE TABLE settlement_changes (LIKE settlement_changes_first INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
    PARTITION BY RANGE (run_id)`,
  `ALTER TABLE settlement_changes
    ADD CONSTRAINT settlement_changes_pkey PRIMARY KEY (run_id, merchant_id, date),
    ADD CONSTRAINT settlement_changes_run_id_fkey FOREIGN KEY (run_id) REFERENCES jobs ON DELETE CASCADE`,
  // What belongs to no month that has a partition.
  `CREATE TABLE settlement_changes_default PARTITION OF settlement_changes DEFAULT`,
  // Jobs of this month are published into the first partition. Ids that are no UUIDv7 may be above its bound.
  `DO $$
  DECLARE
    bound CONSTANT uuid := lowest_uuid(date_add(date_trunc('month', now(), 'UTC'), '1 month', 'UTC'));
  BEGIN
    WITH moved AS (DELETE FROM settlement_changes_first WHERE run_id >= bound RETURNING *)
      INSERT INTO settlement_changes_default SELECT * FROM moved;
    EXECUTE format('ALTER TABLE settlement_changes ATTACH PARTITION settlement_changes_first
      FOR VALUES FROM (MINVALUE) TO (%L)', bound);
  END $$`,
]
