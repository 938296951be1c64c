import { type Kysely, sql } from 'kysely'

/** The rules of an order, and what places orders by them, as functions, whose statements are planned once a session. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

// Cached plans of the first batch have to be right for every later one, also on tables that were empty then.
const byIndex = 'SET enable_seqscan = off SET enable_bitmapscan = off'
const settings = `SET plan_cache_mode = force_generic_plan ${byIndex} SET jit = off`

const statements = [
  `ALTER FUNCTION live_units(bigint[], text[]) ${byIndex}`,

  // Marks holds of products that have run out, the oldest first, and returns their units, which the caller moves from held
  // to stock. The caller has locked the products, and the function is volatile, so that it sees what was committed before.
  // It waits for no order: one that is locked is being confirmed or cancelled, by a transaction that may wait for the
  // product, and keeps its units.
  //
  // max_holds: of each product at most. A hold has one unit at least, so as many holds as units are always enough.
  `CREATE FUNCTION expire_holds(product_ids bigint[], max_holds bigint[]) RETURNS TABLE (product_id bigint, units bigint)
    LANGUAGE sql VOLATILE STRICT ${byIndex} AS $$
    WITH expired AS (
      -- By an array, which is the primary key however many holds the planner expects.
      UPDATE orders SET status = 'EXPIRED'
      WHERE id = ANY (ARRAY(
        SELECT oldest.id
        FROM unnest(product_ids, max_holds) AS wanted (product_id, max_holds)
        CROSS JOIN LATERAL (
          SELECT id FROM orders
          WHERE orders.product_id = wanted.product_id AND status = 'HELD' AND expires_at <= now()
          ORDER BY expires_at
          LIMIT wanted.max_holds
          FOR NO KEY UPDATE SKIP LOCKED
        ) AS oldest
      ))
      RETURNING orders.product_id AS of_product, quantity
    )
    SELECT of_product, sum(quantity) FROM expired GROUP BY of_product
  $$`,
  // Of each product as many as an order has units at most, so that no statement runs into its timeout: if holds are left,
  // what returns is enough for any order.
  `CREATE OR REPLACE FUNCTION expire_holds(product_ids bigint[]) RETURNS TABLE (product_id bigint, units bigint)
    LANGUAGE sql VOLATILE STRICT AS $$
    SELECT product_id, units FROM expire_holds(product_ids, array_fill(10000::bigint, ARRAY[cardinality(product_ids)]))
  $$`,

  // Units of a product's holds that have run out and were not taken back yet.
  `CREATE FUNCTION lapsed_units(product_id bigint) RETURNS bigint LANGUAGE sql STABLE STRICT ${byIndex} AS $$
    SELECT coalesce(sum(quantity), 0) FROM orders
    WHERE orders.product_id = $1 AND status = 'HELD' AND expires_at <= now()
  $$`,

  // The rules of an order, in the order in which they are checked: of each order why its product cannot serve it, as is
  // committed now; null if it can. With the terms of the product's merchant, null if nobody described that, and the units
  // that its buyer may still order, null without a limit. A statement that calls this contains it, as it would a view.
  //
  // now() is when the transaction began, and the created_at of its orders: none is outside its product's sale.
  //
  // only_merchants: of each order the one merchant whose product it may be of; null for any. Null if all may be of any.
  // with_lapsed: whether units of holds that have run out are in stock.
  `CREATE FUNCTION ruled_orders(product_ids bigint[], quantities integer[], buyer_ids text[], only_merchants text[],
      max_total_cents bigint, with_lapsed boolean)
    RETURNS TABLE ("position" bigint, product_id bigint, quantity integer, buyer_id text,
      price_cents bigint, stock bigint, max_per_buyer integer, remaining bigint,
      sale_starts_at timestamptz, sale_ends_at timestamptz,
      currency text, fee_basis_points integer, fee_fixed_cents bigint, refunds_return_fee boolean, refused text)
    LANGUAGE sql STABLE AS $$
    WITH wanted AS MATERIALIZED (
      SELECT * FROM unnest(product_ids, quantities, buyer_ids, only_merchants)
        WITH ORDINALITY AS t (product_id, quantity, buyer_id, only_merchant, position)
    ),
    product AS MATERIALIZED (
      SELECT products.id, merchant_id, price_cents, max_per_buyer, sale_starts_at, sale_ends_at, archived_at,
        CASE WHEN with_lapsed AND held > 0 THEN stock + lapsed_units(products.id) ELSE stock END AS stock,
        currency, fee_basis_points, fee_fixed_cents, refunds_return_fee
      FROM products LEFT JOIN merchants ON merchants.id = merchant_id
      WHERE products.id = ANY (product_ids)
    ),
    live AS MATERIALIZED (
      SELECT units.*
      FROM (
        SELECT array_agg(product_id) AS of_products, array_agg(buyer_id) AS of_buyers
        FROM (
          SELECT DISTINCT product_id, buyer_id FROM wanted JOIN product ON product.id = product_id
          WHERE max_per_buyer IS NOT NULL
        ) AS pairs
      ) AS limited, live_units(of_products, of_buyers) AS units
    ),
    ordered AS (
      SELECT wanted.*, product.*, max_per_buyer - coalesce(live.units, 0) AS remaining
      FROM wanted
      LEFT JOIN product ON product.id = wanted.product_id
        AND (only_merchant IS NULL OR only_merchant = merchant_id)
      LEFT JOIN live ON live.product_id = wanted.product_id AND live.buyer_id = wanted.buyer_id
    )
    SELECT position, product_id, quantity, buyer_id,
      price_cents, stock, max_per_buyer, remaining, sale_starts_at, sale_ends_at,
      currency, fee_basis_points, fee_fixed_cents, refunds_return_fee,
      CASE
        WHEN id IS NULL THEN 'PRODUCT_NOT_FOUND'
        WHEN archived_at IS NOT NULL THEN 'PRODUCT_ARCHIVED'
        WHEN sale_ends_at <= now() THEN 'SALE_ENDED'
        WHEN sale_starts_at > now() THEN 'SALE_NOT_STARTED'
        WHEN quantity > remaining THEN 'LIMIT_EXCEEDED'
        WHEN quantity > stock THEN 'OUT_OF_STOCK'
        -- A price is larger too only if SQL or an earlier version set it.
        WHEN price_cents > max_total_cents / quantity THEN 'VALIDATION'
      END
    FROM ordered
  $$`,

  // Applies the rules without a lock.
  //
  // Returns a row for each order, in the given order.
  `CREATE FUNCTION check_orders(product_ids bigint[], quantities integer[], buyer_ids text[], only_merchants text[],
      max_total_cents bigint)
    RETURNS TABLE (refused text, stock bigint, max_per_buyer integer, remaining bigint,
      sale_starts_at timestamptz, sale_ends_at timestamptz)
    LANGUAGE plpgsql ${settings} AS $$
  #variable_conflict use_column
  BEGIN
    RETURN QUERY
      SELECT refused, stock, max_per_buyer, remaining, sale_starts_at, sale_ends_at
      FROM ruled_orders(product_ids, quantities, buyer_ids, only_merchants, max_total_cents, true) ORDER BY position;
  END $$`,

  // Places the orders that the rules allow and that fit together with all that are allowed before them: no later one takes
  // what an earlier one may need. Locks the products in id order, then reads what is committed: each statement of the
  // function has a snapshot of its own. If a currency that it has read changes before its orders have the lock of
  // currencies, a trigger ends it with 40001.
  //
  // Returns a row for each order, in the given order, with its id, or why it is refused; neither if it did not fit or its
  // key is taken.
  `CREATE FUNCTION place_orders(product_ids bigint[], quantities integer[], buyer_ids text[], only_merchants text[],
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
      -- By key, so that two batches that share several keys wait for each other instead of deadlocking.
      FROM decided WHERE id IS NOT NULL ORDER BY key, position
      ON CONFLICT (idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
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
  END $$`,
]
