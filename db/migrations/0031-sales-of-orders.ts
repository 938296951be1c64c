import { type Kysely, sql } from 'kysely'

/** One function that inserts the sales of orders, whether they are placed as confirmed or confirmed later. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Once a statement, whose orders it inserts as one: a trigger for each row would cost as much as the order itself.
  // PL/pgSQL plans it once for a session and trigger, mostly for few rows: IS TRUE keeps the planner from making IN a
  // nested loop, so it stays a hash table.
  `CREATE OR REPLACE FUNCTION record_sales() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    -- Null if all that was written is new.
    not_confirmed_before uuid[];
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      not_confirmed_before := ARRAY(SELECT id FROM before WHERE status <> 'CONFIRMED');
    END IF;
    INSERT INTO transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source)
      SELECT merchant_id, total_cents, fee_cents, 'PAID', confirmed_at, 'SALE', written.id, 'order'
      FROM written JOIN products ON products.id = product_id
      WHERE status = 'CONFIRMED'
        AND (not_confirmed_before IS NULL OR (written.id IN (SELECT unnest(not_confirmed_before))) IS TRUE);
    RETURN NULL;
  END $$`,
  `CREATE OR REPLACE TRIGGER orders_confirmed_sales AFTER UPDATE ON orders
    REFERENCING OLD TABLE AS before NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION record_sales()`,
  `DROP FUNCTION record_confirmed_sales()`,
]
