import { type Kysely, sql } from 'kysely'

/** A lock of their own against a change of a merchant's currency, for all that writes orders or transactions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // In the order in which an order locks them: it inserts its sale after itself. With transactions first, each attempt
  // would deadlock with an order that is being placed.
  `LOCK TABLE orders, transactions IN SHARE ROW EXCLUSIVE MODE`,
  // One row: how often a merchant has changed its currency, or was created in another than CURRENCY.
  `CREATE TABLE currency_changes (changes bigint NOT NULL)`,
  `INSERT INTO currency_changes VALUES (0)`,
  // A change of a currency takes the same advisory lock exclusively, so it waits for each transaction that has written an
  // order or a transaction, and none commits one before it ends. A lock of the tables does so too, but every mode that
  // keeps writers away also waits for a vacuum.
  `CREATE FUNCTION share_currencies() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$ BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('merchant-currencies'));
    -- As committed now: a volatile function sees more than the statement that calls it.
    RETURN (SELECT changes FROM currency_changes);
  END $$`,
  `CREATE FUNCTION share_currencies_before() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM share_currencies();
    RETURN NULL;
  END $$`,
  // Before the statement, so that a long one, such as an import, waits at its beginning. The triggers of orders, which
  // insert sales, see to the lock themselves: a statement that sells nothing does not take it.
  `CREATE TRIGGER transactions_currencies BEFORE INSERT OR UPDATE OF merchant_id ON transactions
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION share_currencies_before()`,
  // Takes the lock for the orders that a statement has written. A currency that has changed since the statement began
  // may be one that it has read, so the writer has to retry, as after a deadlock.
  `CREATE FUNCTION require_same_currencies() RETURNS trigger
    -- Stable, so that its own query sees what the statement saw that wrote the orders.
    LANGUAGE plpgsql STABLE AS $$
  DECLARE
    seen CONSTANT bigint := (SELECT changes FROM currency_changes);
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      IF NOT EXISTS (
        SELECT FROM written JOIN before USING (id) WHERE written.status = 'CONFIRMED' AND before.status <> 'CONFIRMED'
      ) THEN
        RETURN NULL;
      END IF;
    END IF;
    IF share_currencies() <> seen THEN
      RAISE EXCEPTION 'the currency of a merchant has changed since the statement began'
        USING ERRCODE = 'serialization_failure', HINT = 'Execute it again.';
    END IF;
    RETURN NULL;
  END $$`,
  // After the statement, which has locked orders and products by then: what holds the lock waits for neither.
  `CREATE TRIGGER orders_placed_currencies AFTER INSERT ON orders
    FOR EACH STATEMENT EXECUTE FUNCTION require_same_currencies()`,
  `CREATE TRIGGER orders_confirmed_currencies AFTER UPDATE ON orders
    REFERENCING OLD TABLE AS before NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION require_same_currencies()`,
]
