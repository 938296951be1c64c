import { type Kysely, sql } from 'kysely'

/** Retries that keep their sums, keys that join a run, and what a run changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Several keys may name one settlement: a request that finds one under way joins it.
  `CREATE TABLE job_keys (
    idempotency_key text CONSTRAINT job_keys_idempotency_key_key PRIMARY KEY
      CHECK (char_length(idempotency_key) BETWEEN 1 AND 255),
    job_id uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
    -- What the request asked for, and whether it started the job or joined it.
    force boolean NOT NULL,
    started boolean NOT NULL
  )`,
  `INSERT INTO job_keys
    SELECT idempotency_key, id, false, true FROM jobs WHERE idempotency_key IS NOT NULL`,
  `CREATE INDEX job_keys_job ON job_keys (job_id)`,
  `ALTER TABLE jobs DROP COLUMN idempotency_key`,
  // When the file of a completed job was removed for its age.
  `ALTER TABLE jobs ADD file_removed_at timestamptz CHECK (file_removed_at IS NULL OR status = 'COMPLETED')`,
  // A batch is open until a lane has looked at it. One that is done and open holds sums of an earlier
  // attempt: they count, but a lane has yet to see whether a transaction changed since.
  `ALTER TABLE settlement_batches
    ADD open boolean NOT NULL DEFAULT true,
    -- Transactions older than this were committed when the sums were taken.
    ADD snapshot_xmin xid8`,
  `UPDATE settlement_batches SET open = NOT done`,
  // Whole sums must fit into a bigint too, and numeric ones take a fifth longer to merge.
  `ALTER TABLE settlement_batches ALTER gross_cents TYPE bigint[], ALTER fee_cents TYPE bigint[]`,
  `ALTER TABLE settlement_batches ADD CHECK (open OR done)`,
  `DROP INDEX settlement_batches_claim, settlement_batches_open`,
  `CREATE INDEX settlement_batches_claim ON settlement_batches (batch_no, job_id) WHERE open`,
  `CREATE INDEX settlement_batches_open ON settlement_batches (job_id) WHERE open`,
  // A run that covers a day again updates its rows in place, without touching an index, where pages have room.
  `ALTER TABLE settlements SET (fillfactor = 45)`,
  // The local days between two instants, each with the instants that it lasts: batches are summed a day at a
  // time, so that no transaction has to be asked for its day. Where a clock is turned back over midnight a
  // day comes twice. A zone is asked minute by minute only around a midnight that it turns its clock near.
  `CREATE FUNCTION local_days(since timestamptz, until timestamptz, zone text)
    RETURNS TABLE (day date, starts_at timestamptz, ends_at timestamptz)
    LANGUAGE sql STABLE STRICT PARALLEL SAFE ROWS 2 AS $$
    WITH midnights AS (
      SELECT t, (t + interval '3 hours') AT TIME ZONE zone - (t - interval '3 hours') AT TIME ZONE zone
        = interval '6 hours' AS steady
      FROM generate_series(
        (since AT TIME ZONE zone)::date - interval '1 day',
        (until AT TIME ZONE zone)::date + interval '1 day', interval '1 day') AS midnight,
        LATERAL (SELECT midnight AT TIME ZONE zone AS t)
    ),
    changes AS (
      SELECT t FROM midnights WHERE steady
      UNION SELECT m FROM midnights, generate_series(
          t - interval '3 hours', t + interval '3 hours', interval '1 minute') AS m
        WHERE NOT steady AND (m AT TIME ZONE zone)::date
          <> ((m - interval '1 minute') AT TIME ZONE zone)::date
      UNION SELECT since
    )
    SELECT (t AT TIME ZONE zone)::date, t, coalesce(lead(t) OVER (ORDER BY t), until)
    FROM changes WHERE t >= since AND t < until
  $$`,
  // A merchant's day that a run settled otherwise than the run before. No sums before: it had none then;
  // none after: it has none now.
  `CREATE TABLE settlement_changes (
    run_id uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
    merchant_id text COLLATE "C" NOT NULL,
    date date NOT NULL,
    replaced_run_id uuid,
    before_gross_cents bigint, before_fee_cents bigint, before_net_cents bigint, before_txn_count bigint,
    after_gross_cents bigint, after_fee_cents bigint, after_net_cents bigint, after_txn_count bigint,
    PRIMARY KEY (run_id, merchant_id, date)
  )`,
]
