import { type Kysely, sql } from 'kysely'

/** Sales of many orders that one statement confirms. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // PL/pgSQL plans it once for a session, mostly for few rows. As a join that would be a nested loop, whose time grows
  // with the square of the orders; IS TRUE keeps the planner from making IN a join, so it stays a hash table.
  `CREATE OR REPLACE FUNCTION record_confirmed_sales() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source)
      SELECT merchant_id, total_cents, fee_cents, 'PAID', confirmed_at, 'SALE', written.id, 'order'
      FROM written JOIN products ON products.id = product_id
      WHERE status = 'CONFIRMED'
        AND (written.id IN (SELECT id FROM before WHERE before.status <> 'CONFIRMED')) IS TRUE;
    RETURN NULL;
  END $$`,
]
