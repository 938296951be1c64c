import { type Kysely, sql } from 'kysely'
import { placeOrders } from './0042-order-placing-keys.ts'

/**
 * `orders` has a partition for each month of its ids. The table of before becomes the default partition, which scans
 * nothing; the partitions of months are made after the commit.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const indexes = [
  { name: 'orders_buyer', on: '(buyer_id, id)' },
  { name: 'orders_held', on: "(product_id, expires_at) WHERE status = 'HELD'" },
  { name: 'orders_not_confirmed', on: "(id) WHERE status <> 'CONFIRMED'" },
  { name: 'orders_placed_by', on: '(placed_by, id) WHERE placed_by IS NOT NULL' },
  { name: 'orders_product', on: '(product_id, id)' },
  { name: 'orders_product_buyer', on: '(product_id, buyer_id)' },
]

/** What would fire twice, or once for a row that moves. */
const triggers = [
  'orders_confirmed_complete',
  'orders_confirmed_currencies',
  'orders_confirmed_sales',
  'orders_placed_complete',
  'orders_placed_currencies',
  'orders_placed_sales',
]

const notCompleted =
  'NEW.confirmed_at IS NULL OR NEW.fee_cents IS NULL OR NEW.refunds_return_fee IS NULL'

// Cached plans of the first batch have to be right for every later one, also on tables that were empty then.
const byIndex = 'SET enable_seqscan = off SET enable_bitmapscan = off'

/** Who could use the table of before, which is the default partition, can use the partitioned one. */
export const grantAsDefault = (table: string) => `DO $$
  DECLARE
    granted record;
  BEGIN
    FOR granted IN
      SELECT privilege_type, is_grantable,
        CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS grantee
      FROM pg_class, aclexplode(relacl)
      WHERE oid = '${table}_default'::regclass AND grantee <> relowner
    LOOP
      EXECUTE format('GRANT %s ON ${table} TO %s %s', granted.privilege_type, granted.grantee,
        CASE WHEN granted.is_grantable THEN 'WITH GRANT OPTION' END);
    END LOOP;
  END $$`

const statements = [
  // A partition has to have the constraints of its table, none of them NOT VALID. Beside writers.
  `DO $$
  DECLARE
    name text;
  BEGIN
    FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'orders'::regclass AND NOT convalidated LOOP
      EXECUTE format('ALTER TABLE orders VALIDATE CONSTRAINT %I', name);
    END LOOP;
  END $$`,
  // A call of the place_orders() of two versions before needs the unique index of the keys. Those that began before the last
  // migration are over in seconds.
  `DO $$
  DECLARE
    calls CONSTANT text[] := ARRAY(
      SELECT pid || ' ' || xact_start FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'active' AND query LIKE '%place_orders(%' AND pid <> pg_backend_pid()
    );
  BEGIN
    WHILE EXISTS (SELECT FROM pg_stat_activity WHERE pid || ' ' || xact_start = ANY (calls)) LOOP
      PERFORM pg_sleep(0.01);
      PERFORM pg_stat_clear_snapshot();
    END LOOP;
  END $$`,
  // As new orders lock them. A call that has locked its products completes; one that has not continues with the new table.
  `LOCK TABLE products IN EXCLUSIVE MODE`,
  `LOCK TABLE orders, refunds, order_keys IN ACCESS EXCLUSIVE MODE`,
  `ALTER TABLE refunds DROP CONSTRAINT refunds_order_id_fkey`,
  `ALTER TABLE order_keys DROP CONSTRAINT order_keys_order_id_fkey`,
  ...triggers.map((name) => `DROP TRIGGER ${name} ON orders`),
  `ALTER TABLE orders RENAME TO orders_default`,
  `ALTER INDEX orders_pkey RENAME TO orders_default_pkey`,
  `ALTER INDEX orders_idempotency_key_key RENAME TO orders_default_idempotency_key`,
  ...indexes.map(({ name }) => `ALTER INDEX ${name} RENAME TO ${name}_default`),

  `CREATE TABLE orders (LIKE orders_default INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE (id)`,
  `ALTER TABLE orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id),
    ADD CONSTRAINT orders_product_id_fkey FOREIGN KEY (product_id) REFERENCES products`,
  ...indexes.map(({ name, on }) => `CREATE INDEX ${name} ON orders ${on}`),
  `ALTER TABLE orders ATTACH PARTITION orders_default DEFAULT`,
  // Validated after the commit, beside readers and writers.
  `ALTER TABLE refunds
    ADD CONSTRAINT refunds_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders NOT VALID`,
  `ALTER TABLE order_keys
    ADD CONSTRAINT order_keys_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders NOT VALID`,
  grantAsDefault('orders'),

  `CREATE TRIGGER orders_placed_complete BEFORE INSERT ON orders FOR EACH ROW
    WHEN (NEW.status = 'CONFIRMED' AND (${notCompleted})) EXECUTE FUNCTION complete_sale()`,
  `CREATE TRIGGER orders_confirmed_complete BEFORE UPDATE OF status ON orders FOR EACH ROW
    WHEN (NEW.status = 'CONFIRMED' AND OLD.status <> 'CONFIRMED' AND (${notCompleted}))
    EXECUTE FUNCTION complete_sale()`,
  `CREATE TRIGGER orders_placed_currencies AFTER INSERT ON orders REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION require_same_currencies()`,
  `CREATE TRIGGER orders_confirmed_currencies AFTER UPDATE ON orders
    REFERENCING OLD TABLE AS before NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION require_same_currencies()`,
  `CREATE TRIGGER orders_placed_sales AFTER INSERT ON orders REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION record_sales()`,
  `CREATE TRIGGER orders_confirmed_sales AFTER UPDATE ON orders
    REFERENCING OLD TABLE AS before NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION record_sales()`,

  // An order that is inserted by hand keeps its key too.
  `CREATE FUNCTION keep_placing_keys() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO order_placing_keys (idempotency_key, order_id)
      SELECT idempotency_key, id FROM written WHERE idempotency_key IS NOT NULL ORDER BY idempotency_key;
    IF FOUND AND EXISTS (
      SELECT FROM written JOIN orders_default AS earlier ON earlier.idempotency_key = written.idempotency_key
      WHERE earlier.id <> written.id
    ) THEN
      RAISE EXCEPTION 'an earlier order has the idempotency key' USING ERRCODE = 'unique_violation';
    END IF;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER orders_placed_keys AFTER INSERT ON orders REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT WHEN (current_setting('order_settlement.keeps_keys', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION keep_placing_keys()`,

  // Product by product, since every product and buyer would be looked up in every month. The order by buyer, which only
  // orders_product_buyer has, makes it that index, whatever the planner knows of a table that has just begun to fill.
  `CREATE OR REPLACE FUNCTION live_units(product_ids bigint[], buyer_ids text[])
    RETURNS TABLE (product_id bigint, buyer_id text, units bigint)
    LANGUAGE sql VOLATILE STRICT ${byIndex} SET enable_sort = off SET enable_hashagg = off AS $$
    SELECT wanted.product_id, live.buyer_id, live.units
    FROM (
      SELECT product_id, array_agg(buyer_id) AS buyers
      FROM unnest(product_ids, buyer_ids) AS wanted (product_id, buyer_id) GROUP BY product_id
    ) AS wanted
    CROSS JOIN LATERAL (
      SELECT orders.buyer_id, sum(quantity - returned_units) AS units FROM orders
      WHERE orders.product_id = wanted.product_id AND orders.buyer_id = ANY (wanted.buyers)
        AND (status = 'CONFIRMED' OR status = 'HELD' AND expires_at > now())
      GROUP BY orders.buyer_id
    ) AS live
  $$`,

  // As before, but orders are found by their ids one by one: an array would be looked up in every month.
  `CREATE OR REPLACE FUNCTION expire_holds(product_ids bigint[], max_holds bigint[])
    RETURNS TABLE (product_id bigint, units bigint)
    LANGUAGE sql VOLATILE STRICT ${byIndex} SET enable_hashjoin = off SET enable_mergejoin = off AS $$
    WITH oldest AS MATERIALIZED (
      SELECT oldest.id
      FROM unnest(product_ids, max_holds) AS wanted (product_id, max_holds)
      CROSS JOIN LATERAL (
        SELECT id FROM orders
        WHERE orders.product_id = wanted.product_id AND status = 'HELD' AND expires_at <= now()
        ORDER BY expires_at
        LIMIT wanted.max_holds
        FOR NO KEY UPDATE SKIP LOCKED
      ) AS oldest
    ),
    expired AS (
      UPDATE orders SET status = 'EXPIRED' FROM oldest WHERE orders.id = oldest.id
      RETURNING orders.product_id AS of_product, quantity
    )
    SELECT of_product, sum(quantity) FROM expired GROUP BY of_product
  $$`,

  // Keys of before they had a table are in the default partition.
  placeOrders('orders_default'),
]
