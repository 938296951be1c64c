import { type Kysely, sql } from 'kysely'

/** Which database transaction wrote a transaction, and what transactions were before a change or a deletion. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // A constant default rewrites no row. 3 is older than every snapshot: those of before are seen by all.
  `ALTER TABLE transactions ADD written_xid xid8 NOT NULL DEFAULT '3'`,
  `ALTER TABLE transactions ALTER written_xid SET DEFAULT pg_current_xact_id()`,
  // No foreign key: what was deleted stays here.
  `CREATE TABLE transaction_versions (
    transaction_id bigint NOT NULL,
    merchant_id text COLLATE "C" NOT NULL,
    amount_cents bigint NOT NULL,
    fee_cents bigint NOT NULL,
    status text NOT NULL,
    paid_at timestamptz,
    created_at timestamptz NOT NULL,
    kind text NOT NULL,
    order_id uuid,
    external_id text,
    source text,
    import_id uuid,
    relates_to date,
    written_xid xid8 NOT NULL,
    replaced_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    replaced_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    deleted boolean NOT NULL
  )`,
  // For what a settlement has summed.
  `CREATE INDEX transaction_versions_merchant_paid ON transaction_versions (merchant_id, paid_at) WHERE status = 'PAID'`,
  `CREATE INDEX transaction_versions_transaction ON transaction_versions (transaction_id)`,
  // Sales and imports insert, and no trigger here does anything then.
  `CREATE FUNCTION stamp_transaction() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    NEW.written_xid := pg_current_xact_id();
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER transactions_stamped BEFORE UPDATE ON transactions
    FOR EACH ROW EXECUTE FUNCTION stamp_transaction()`,
  // Once a statement, since one may change a million transactions.
  `CREATE FUNCTION keep_transaction_versions() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO transaction_versions (transaction_id, merchant_id, amount_cents, fee_cents, status, paid_at, created_at,
        kind, order_id, external_id, source, import_id, relates_to, written_xid, deleted)
      SELECT id, merchant_id, amount_cents, fee_cents, status, paid_at, created_at,
        kind, order_id, external_id, source, import_id, relates_to, written_xid, TG_OP = 'DELETE'
      FROM before;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER transactions_updated_versions AFTER UPDATE ON transactions
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION keep_transaction_versions()`,
  `CREATE TRIGGER transactions_deleted_versions AFTER DELETE ON transactions
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION keep_transaction_versions()`,
]
