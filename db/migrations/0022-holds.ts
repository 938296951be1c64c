import { type Kysely, sql } from 'kysely'

/** Units of holds that have run out, and what refunds return of a fee. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // A live unit: held for now, or sold and not returned.
  `CREATE OR REPLACE FUNCTION live_units(product_ids bigint[], buyer_ids text[])
    RETURNS TABLE (product_id bigint, buyer_id text, units bigint)
    LANGUAGE sql VOLATILE STRICT AS $$
    SELECT wanted.product_id, wanted.buyer_id, live.units
    FROM unnest(product_ids, buyer_ids) AS wanted (product_id, buyer_id)
    -- Pair by pair, which is the index orders_product_buyer whatever the planner knows of a table that has just begun to fill.
    CROSS JOIN LATERAL (
      SELECT sum(quantity - returned_units) AS units FROM orders
      WHERE orders.product_id = wanted.product_id AND orders.buyer_id = wanted.buyer_id
        AND (status = 'CONFIRMED' OR status = 'HELD' AND expires_at > now())
    ) AS live
    WHERE live.units IS NOT NULL
  $$`,
  // Marks holds of products that have run out, and returns their units, which the caller moves from held to stock.
  // The caller has locked the products, and the function is volatile, so that it sees what was committed before. It
  // waits for no order: one that is locked is being confirmed or cancelled, by a transaction that may wait for the
  // product, and keeps its units. Of each product it takes 10,000 holds at most, so that no statement runs into its
  // timeout. As many as an order has units at most: if holds are left, what returns is enough for any order.
  `CREATE FUNCTION expire_holds(product_ids bigint[]) RETURNS TABLE (product_id bigint, units bigint)
    LANGUAGE sql VOLATILE STRICT AS $$
    WITH lapsed AS MATERIALIZED (
      SELECT oldest.id
      FROM unnest(product_ids) AS wanted (product_id)
      CROSS JOIN LATERAL (
        SELECT id FROM orders
        WHERE orders.product_id = wanted.product_id AND status = 'HELD' AND expires_at <= now()
        ORDER BY expires_at
        LIMIT 10000
        FOR NO KEY UPDATE SKIP LOCKED
      ) AS oldest
    ),
    expired AS (
      UPDATE orders SET status = 'EXPIRED' FROM lapsed WHERE orders.id = lapsed.id
      RETURNING orders.product_id AS of_product, quantity
    )
    SELECT of_product, sum(quantity) FROM expired GROUP BY of_product
  $$`,
  // Rounded down, so that refunds in parts never return more than the fee, and all of them exactly it. Of an order
  // without a price its units are what counts.
  `CREATE FUNCTION fee_of_refunds(fee_cents bigint, refunded_cents bigint, total_cents bigint,
      returned_units integer, quantity integer)
    RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN total_cents > 0 THEN div(fee_cents::numeric * refunded_cents, total_cents)
      ELSE div(fee_cents::numeric * returned_units, quantity) END::bigint
  $$`,
]
