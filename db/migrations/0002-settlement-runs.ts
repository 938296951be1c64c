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
  `ALTER TABLE settlement_batches ADD CHECK (open OR done)`,
  `DROP INDEX settlement_batches_claim, settlement_batches_open`,
  `CREATE INDEX settlement_batches_claim ON settlement_batches (batch_no, job_id) WHERE open`,
  `CREATE INDEX settlement_batches_open ON settlement_batches (job_id) WHERE open`,
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
