import { type Kysely, sql } from 'kysely'

/** The triggers of statements that confirm many orders. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

// PL/pgSQL plans it once for a session, mostly for few rows. As a join that would be a nested loop, whose time grows with
// the square of the orders; IS TRUE keeps the planner from making IN a join, so it stays a hash table.
const isConfirmedNow = `written.status = 'CONFIRMED'
        AND (written.id IN (SELECT id FROM before WHERE before.status <> 'CONFIRMED')) IS TRUE`

const statements = [
  `CREATE OR REPLACE FUNCTION record_confirmed_sales() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source)
      SELECT merchant_id, total_cents, fee_cents, 'PAID', confirmed_at, 'SALE', written.id, 'order'
      FROM written JOIN products ON products.id = product_id
      WHERE ${isConfirmedNow};
    RETURN NULL;
  END $$`,
  `CREATE OR REPLACE FUNCTION require_same_currencies() RETURNS trigger
    -- Stable, so that its own query sees what the statement saw that wrote the orders.
    LANGUAGE plpgsql STABLE AS $$
  DECLARE
    seen CONSTANT bigint := (SELECT changes FROM currency_changes);
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      IF NOT EXISTS (
        SELECT FROM written WHERE ${isConfirmedNow}
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
]
