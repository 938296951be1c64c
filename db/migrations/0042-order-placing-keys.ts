import { type Kysely, sql } from 'kysely'

/**
 * A key is unique over all months by a table of its own, since a unique index of a partitioned table holds within a month
 * only. This version of place_orders() needs no unique index of `orders`, so that calls that wait while the next migration
 * partitions the table succeed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

// Cached plans of the first batch have to be right for every later one, also on tables that were empty then.
const byIndex = 'SET enable_seqscan = off SET enable_bitmapscan = off'
// keeps_keys: it inserts the keys itself, so no trigger of orders has to.
const settings = `SET plan_cache_mode = force_generic_plan ${byIndex} SET jit = off SET order_settlement.keeps_keys = on`

/**
 * Places the orders that the rules allow and that fit together with all that are allowed before them: no later one takes
 * what an earlier one may need. Locks the products in id order, then reads what is committed: each statement of the
 * function has a snapshot of its own. If a currency that it has read changes before its orders have the lock of
 * currencies, a trigger ends it with 40001.
 *
 * Returns a row for each order, in the given order, with its id, or why it is refused; neither if it did not fit or its
 * key is taken.
 *
 * @param earlierOrders where the orders are whose keys are not in order_placing_keys
 * @param onConflict beside calls of the version before, which insert no keys there; what follows the last condition
 */
export function placeOrders(earlierOrders: string, onConflict = ''): string {
  return `CREATE OR REPLACE FUNCTION place_orders(product_ids bigint[], quantities integer[], buyer_ids text[], only_merchants text[],
      max_total_cents bigint, keys text[], callers text[], hold_seconds integer[], payment_references text[], default_currency text)
    RETURNS TABLE (id uuid, unit_price_cents bigint, created_at timestamptz, expires_at timestamptz, currency text,
      refused text, stock bigint, max_per_buyer integer, remaining bigint,
      sale_starts_at timestamptz, sale_ends_at timestamptz)
    LANGUAGE plpgsql ${settings} AS $$
  #variable_conflict use_column
  DECLARE
    visible_ids bigint[] := product_ids;
    held_ids bigint[];
  BEGIN
    IF only_merchants IS NOT NULL THEN
      -- A product never changes its merchant.
      visible_ids := ARRAY(
        SELECT products.id FROM unnest(product_ids, only_merchants) AS wanted (product_id, only_merchant)
        JOIN products ON products.id = product_id
        WHERE only_merchant IS NULL OR only_merchant = merchant_id
      );
    END IF;
    -- What locks an order does so before it locks the product, and this function waits for no order. So no cycle of locks
    -- can form.
    SELECT array_agg(id) FILTER (WHERE held > 0) INTO held_ids
    FROM (SELECT id, held FROM products WHERE id = ANY (visible_ids) ORDER BY id FOR UPDATE) AS locked;

    IF held_ids IS NOT NULL THEN
      WITH lapsed AS MATERIALIZED (
        SELECT expired.*
        FROM (
          SELECT array_agg(id) AS ids,
            -- What the orders lack, and at most as many as one has units: if holds are left, what returns is enough for any
            -- of them. More while there are few products, since holds that have run out slow down reads.
            array_agg(least(10000, greatest(units - stock, 10000 / cardinality(held_ids)))::bigint) AS max_holds
          FROM products JOIN (
            SELECT product_id, sum(quantity) AS units FROM unnest(product_ids, quantities) AS wanted (product_id, quantity)
            GROUP BY product_id
          ) AS ordered ON product_id = id
          WHERE id = ANY (held_ids)
        ) AS held, expire_holds(ids, max_holds) AS expired
      )
      UPDATE products SET stock = stock + units, held = held - units
      FROM lapsed WHERE products.id = ANY (held_ids) AND products.id = lapsed.product_id;
    END IF;

    RETURN QUERY
    WITH ruled AS MATERIALIZED (
      SELECT ruled.*, key, caller, seconds, payment_reference
      FROM ruled_orders(product_ids, quantities, buyer_ids, only_merchants, max_total_cents, false) AS ruled
      JOIN unnest(keys, callers, hold_seconds, payment_references)
        WITH ORDINALITY AS t (key, caller, seconds, payment_reference, position) USING (position)
    ),
    queued AS (
      SELECT *, sum(quantity) FILTER (WHERE refused IS NULL) OVER (PARTITION BY product_id ORDER BY position) AS units,
        -- Buyers are told apart only where there is a limit: that saves sorting them.
        sum(quantity) FILTER (WHERE refused IS NULL) OVER (
          PARTITION BY product_id, CASE WHEN max_per_buyer IS NOT NULL THEN buyer_id COLLATE "C" END
          ORDER BY position
        ) AS buyer_units
      FROM ruled
    ),
    decided AS MATERIALIZED (
      SELECT *,
        CASE WHEN refused IS NULL AND units <= stock AND (buyer_units <= remaining) IS NOT FALSE THEN uuidv7() END AS id
      -- Ids in the order of arrival.
      FROM (SELECT * FROM queued ORDER BY position) AS in_order
    ),
    keyed AS (
      INSERT INTO order_placing_keys (idempotency_key, order_id)
      SELECT key, id FROM decided
      WHERE id IS NOT NULL AND key IS NOT NULL
        -- One by one.
        AND (SELECT earlier.id FROM ${earlierOrders} AS earlier WHERE earlier.idempotency_key = key) IS NULL
      -- By key, so that two batches that share several keys wait for each other instead of deadlocking.
      ORDER BY key, position
      ON CONFLICT (idempotency_key) DO NOTHING
      RETURNING order_id
    ),
    placed AS (
      INSERT INTO orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, idempotency_key, placed_by,
        currency, payment_reference, status, expires_at, confirmed_at, fee_cents, refunds_return_fee)
      SELECT id, product_id, quantity, buyer_id, price_cents, price_cents * quantity, key, caller,
        coalesce(currency, default_currency), payment_reference,
        CASE WHEN seconds IS NULL THEN 'CONFIRMED' ELSE 'HELD' END,
        now() + make_interval(secs => seconds),
        -- A hold pays the fee of the terms when it is confirmed.
        CASE WHEN seconds IS NULL THEN now() END,
        CASE WHEN seconds IS NULL
          THEN coalesce(merchant_fee(price_cents * quantity, fee_basis_points, fee_fixed_cents), 0) END,
        CASE WHEN seconds IS NULL THEN coalesce(refunds_return_fee, false) END
      FROM decided WHERE id IS NOT NULL AND (key IS NULL OR id IN (SELECT order_id FROM keyed))${onConflict}
      RETURNING id, product_id, quantity, status
    ),
    moved AS (
      UPDATE products SET stock = stock - taken.held - taken.sold, held = products.held + taken.held,
        sold = products.sold + taken.sold
      FROM (
        SELECT product_id, coalesce(sum(quantity) FILTER (WHERE status = 'HELD'), 0) AS held,
          coalesce(sum(quantity) FILTER (WHERE status <> 'HELD'), 0) AS sold
        FROM placed GROUP BY product_id
      ) AS taken
      -- By the key alone: an index scan for each product that also compares the ids of the batch takes ten times as long.
      WHERE products.id = product_id
    )
    -- No join, which the planner would make a nested loop. now() is the default of created_at.
    SELECT CASE WHEN id IN (SELECT id FROM placed) THEN id END, price_cents, now(),
      now() + make_interval(secs => seconds), coalesce(currency, default_currency),
      refused, stock, max_per_buyer, remaining, sale_starts_at, sale_ends_at
    FROM decided ORDER BY position;
  END $$`
}

const statements = [
  // Without a foreign key: place_orders() inserts the key before its order.
  `CREATE TABLE order_placing_keys (
    idempotency_key text NOT NULL PRIMARY KEY CHECK (char_length(idempotency_key) BETWEEN 1 AND 320),
    order_id uuid NOT NULL
  )`,
  placeOrders('orders', ' ON CONFLICT DO NOTHING'),
]
