import { type Kysely, sql } from 'kysely'

/** Closed periods: a journal of what was closed and reopened, and what closed days had. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // The row with the highest id says what is closed now: all before closed_until.
  `CREATE TABLE period_changes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    action text NOT NULL CHECK (action IN ('CLOSE', 'REOPEN')),
    through date,
    timezone text NOT NULL,
    closed_until timestamptz CHECK (isfinite(closed_until)),
    reason text CHECK (char_length(reason) BETWEEN 1 AND 500),
    unsettled_days date[] NOT NULL DEFAULT '{}',
    created_by text CHECK (char_length(created_by) BETWEEN 1 AND 64),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    idempotency_key text CONSTRAINT period_changes_idempotency_key_key UNIQUE
      CONSTRAINT period_changes_idempotency_key_check CHECK (char_length(idempotency_key) BETWEEN 1 AND 320),
    request jsonb NOT NULL,
    CHECK ((through IS NULL) = (closed_until IS NULL)),
    CHECK (action = 'REOPEN' OR through IS NOT NULL),
    CHECK (action = 'CLOSE' OR reason IS NOT NULL)
  )`,
  `CREATE FUNCTION refuse_change_of_journal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '% is a journal: its rows are never changed or deleted', TG_TABLE_NAME;
  END $$`,
  `CREATE TRIGGER period_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON period_changes
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_journal()`,
  // No row of a day without transactions. A day is cut where a period of another zone begins within it.
  `CREATE TABLE closed_days (
    date date NOT NULL,
    timezone text NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
    txn_count bigint NOT NULL CHECK (txn_count >= 0),
    gross_cents numeric NOT NULL,
    fee_cents numeric NOT NULL,
    PRIMARY KEY (date, timezone, starts_at)
  )`,
  // Volatile, so that a statement that waits for the lock of the periods sees what was committed meanwhile.
  `CREATE FUNCTION closed_until() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT coalesce((SELECT closed_until FROM period_changes ORDER BY id DESC LIMIT 1), '-infinity')
  $$`,
]
