import { type Kysely, sql } from 'kysely'

/** Imports of transactions: what came, from whom, and what it changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE TABLE imports (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    status text NOT NULL CHECK (status IN ('COMPLETED', 'REJECTED')),
    format text NOT NULL CHECK (char_length(format) BETWEEN 1 AND 64),
    content_type text NOT NULL CHECK (content_type IN ('csv', 'ndjson')),
    file_name text CHECK (char_length(file_name) BETWEEN 1 AND 255),
    on_error text NOT NULL CHECK (on_error IN ('reject', 'skip')),
    on_conflict text NOT NULL CHECK (on_conflict IN ('reject', 'update')),
    bytes bigint NOT NULL CHECK (bytes >= 0),
    sha256 text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    received bigint NOT NULL CHECK (received >= 0),
    inserted bigint NOT NULL CHECK (inserted >= 0),
    updated bigint NOT NULL CHECK (updated >= 0),
    unchanged bigint NOT NULL CHECK (unchanged >= 0),
    rejected_count bigint NOT NULL CHECK (rejected_count >= 0),
    unknown_merchants text[] NOT NULL DEFAULT '{}',
    unknown_merchant_count bigint NOT NULL DEFAULT 0,
    created_by text CHECK (char_length(created_by) BETWEEN 1 AND 64),
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (status = 'REJECTED' OR sha256 IS NOT NULL AND received = inserted + updated + unchanged + rejected_count),
    CHECK (status = 'COMPLETED' OR inserted + updated + unchanged = 0 AND rejected_count > 0)
  )`,
  // The first of each import only, so that a file of bad lines cannot fill the table.
  `CREATE TABLE import_rejects (
    import_id uuid NOT NULL REFERENCES imports,
    position integer NOT NULL CHECK (position >= 1),
    line bigint NOT NULL CHECK (line >= 1),
    field text NOT NULL,
    message text NOT NULL,
    PRIMARY KEY (import_id, position)
  )`,
  `CREATE TABLE import_keys (
    idempotency_key text CONSTRAINT import_keys_idempotency_key_key PRIMARY KEY
      CONSTRAINT import_keys_idempotency_key_check CHECK (char_length(idempotency_key) BETWEEN 1 AND 320),
    import_id uuid NOT NULL REFERENCES imports,
    request jsonb NOT NULL
  )`,
  // No foreign key: an import may change a million transactions, and its own row is from the same database transaction.
  `CREATE TABLE transaction_changes (
    transaction_id bigint NOT NULL,
    import_id uuid NOT NULL,
    before_amount_cents bigint NOT NULL,
    before_fee_cents bigint NOT NULL,
    before_kind text NOT NULL,
    before_status text NOT NULL,
    before_paid_at timestamptz,
    before_order_id uuid,
    before_relates_to date,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (transaction_id, import_id)
  )`,
  // Nullable without a default, so that no row is rewritten. No foreign key: a check for each row of a large import.
  `ALTER TABLE transactions ADD import_id uuid, ADD relates_to date`,
  // Validated after the commit.
  `ALTER TABLE transactions ADD CONSTRAINT transactions_relates_to_check
    CHECK (relates_to IS NULL OR kind = 'ADJUSTMENT') NOT VALID`,
]
