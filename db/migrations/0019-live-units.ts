import { type Kysely, sql } from 'kysely'
import type { NewIndex } from '../build-indexes.ts'

/** The units of a product that a buyer has, which a limit per buyer counts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

export const indexes: NewIndex[] = [
  { name: 'orders_product_buyer', on: 'orders (product_id, buyer_id)' },
]

const statements = [
  // Volatile, so that it sees what was committed when it is called: a statement that waited for a product's lock would
  // miss the orders of the transaction that it waited for. Each pair once; pairs without live units are left out.
  `CREATE FUNCTION live_units(product_ids bigint[], buyer_ids text[])
    RETURNS TABLE (product_id bigint, buyer_id text, units bigint)
    LANGUAGE sql VOLATILE STRICT AS $$
    SELECT wanted.product_id, wanted.buyer_id, live.units
    FROM unnest(product_ids, buyer_ids) AS wanted (product_id, buyer_id)
    -- Pair by pair, which is the index whatever the planner knows of a table that has just begun to fill.
    CROSS JOIN LATERAL (
      SELECT sum(quantity) AS units FROM orders
      WHERE orders.product_id = wanted.product_id AND orders.buyer_id = wanted.buyer_id AND status = 'CONFIRMED'
    ) AS live
    WHERE live.units IS NOT NULL
  $$`,
]
