import { type Kysely, sql } from 'kysely'

/** A change of a currency makes only those statements fail that have written orders in the currency before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Whether orders of products are not in the currencies of their merchants, as committed now.
  `CREATE FUNCTION currencies_differ(product_ids bigint[], currencies text[]) RETURNS boolean
    LANGUAGE plpgsql VOLATILE AS $$ BEGIN
    RETURN EXISTS (
      SELECT FROM unnest(product_ids, currencies) AS sold (product_id, currency)
      JOIN products ON products.id = sold.product_id JOIN merchants ON merchants.id = merchant_id
      WHERE merchants.currency <> sold.currency
    );
  END $$`,
  // Takes the lock for the orders that a statement has written. If a currency has changed since the statement began, and
  // is one that it has read, the writer has to retry, as after a deadlock. To compare all orders each time would take
  // several times as long as to find out that no currency has changed.
  `CREATE OR REPLACE FUNCTION require_same_currencies() RETURNS trigger
    -- Stable, so that its own queries see what the statement saw that wrote the orders.
    LANGUAGE plpgsql STABLE AS $$
  DECLARE
    seen CONSTANT bigint := (SELECT changes FROM currency_changes);
    product_ids bigint[];
    currencies text[];
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      SELECT array_agg(product_id), array_agg(currency) INTO product_ids, currencies
        FROM written WHERE written.status = 'CONFIRMED'
        -- As in record_confirmed_sales(), so that the planner makes it no nested loop.
        AND (written.id IN (SELECT id FROM before WHERE before.status <> 'CONFIRMED')) IS TRUE;
      IF product_ids IS NULL THEN
        RETURN NULL;
      END IF;
    END IF;
    IF share_currencies() = seen THEN
      RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
      SELECT array_agg(product_id), array_agg(currency) INTO product_ids, currencies
        FROM written WHERE status IN ('HELD', 'CONFIRMED');
    END IF;
    IF currencies_differ(product_ids, currencies) THEN
      RAISE EXCEPTION 'the currency of a merchant has changed since the statement began'
        USING ERRCODE = 'serialization_failure', HINT = 'Execute it again.';
    END IF;
    RETURN NULL;
  END $$`,
  // With the rows that it compares.
  `DROP TRIGGER orders_placed_currencies ON orders`,
  `CREATE TRIGGER orders_placed_currencies AFTER INSERT ON orders
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION require_same_currencies()`,
]
