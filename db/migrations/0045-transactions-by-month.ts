import { type Kysely, sql } from 'kysely'
import { grantAsDefault } from './0043-orders-by-month.ts'

/**
 * `transactions` has a partition for each month of `paid_at`, in UTC. The table of before becomes the default partition,
 * with the rows that it has and those that are not paid: no row is read or moved, whatever its size.
 *
 * A unique index holds within a partition. Across them `transaction_keys` and the checks below keep unique what has to be.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const violation = (constraint: string, detail: string) => `RAISE EXCEPTION
        'duplicate key value violates unique constraint "${constraint}"'
        USING ERRCODE = 'unique_violation', TABLE = 'transactions', CONSTRAINT = '${constraint}', DETAIL = ${detail}`

const keys = [
  // Of all transactions with an external id but those that have been in the default partition since before this table.
  // paid_at tells the partition. A key stays when its month is dropped.
  `CREATE TABLE transaction_keys (
    merchant_id text COLLATE "C" NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    transaction_id bigint NOT NULL,
    paid_at timestamptz,
    PRIMARY KEY (merchant_id, external_id)
  )`,
  // The default partition is searched once the keys are written, since a row may leave it until then: by its index, row
  // by row, whatever the planner expects.
  `CREATE FUNCTION add_transaction_keys() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET jit = off AS $$
  DECLARE
    taken text;
  BEGIN
    INSERT INTO transaction_keys (merchant_id, external_id, transaction_id, paid_at)
      SELECT merchant_id, external_id, id, paid_at FROM written WHERE external_id IS NOT NULL;
    IF NOT FOUND THEN RETURN NULL; END IF;
    SELECT external_id INTO taken FROM written, LATERAL (
        SELECT FROM transactions_default AS other
        WHERE other.merchant_id = written.merchant_id AND other.external_id = written.external_id
          AND other.id <> written.id OFFSET 0
      ) AS other LIMIT 1;
    IF FOUND THEN
      ${violation('transaction_keys_pkey', 'taken')};
    END IF;
    RETURN NULL;
  END $$`,
  `CREATE FUNCTION change_transaction_key() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
  DECLARE
    -- That of before, if there is one.
    own_id CONSTANT bigint := coalesce(OLD.id, NEW.id);
  BEGIN
    IF (OLD.merchant_id, OLD.external_id) IS DISTINCT FROM (NEW.merchant_id, NEW.external_id) THEN
      DELETE FROM transaction_keys
      WHERE merchant_id = OLD.merchant_id AND external_id = OLD.external_id AND transaction_id = own_id;
    END IF;
    IF NEW.external_id IS NULL THEN RETURN NEW; END IF;
    INSERT INTO transaction_keys AS keys VALUES (NEW.merchant_id, NEW.external_id, NEW.id, NEW.paid_at)
      ON CONFLICT (merchant_id, external_id)
      DO UPDATE SET transaction_id = NEW.id, paid_at = NEW.paid_at WHERE keys.transaction_id = own_id;
    IF NOT FOUND OR EXISTS (SELECT FROM transactions_default
        WHERE merchant_id = NEW.merchant_id AND external_id = NEW.external_id AND id <> own_id) THEN
      ${violation('transaction_keys_pkey', 'NEW.external_id')};
    END IF;
    RETURN NEW;
  END $$`,
  `CREATE FUNCTION delete_transaction_keys() RETURNS trigger LANGUAGE plpgsql
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$ BEGIN
    IF TG_OP = 'TRUNCATE' THEN
      TRUNCATE transaction_keys;
    ELSE
      DELETE FROM transaction_keys AS keys USING before
      WHERE keys.merchant_id = before.merchant_id AND keys.external_id = before.external_id
        AND keys.transaction_id = before.id;
    END IF;
    RETURN NULL;
  END $$`,
  // For rows that are moved to the partition of their month, or archived, which is no deletion of a transaction.
  `CREATE FUNCTION keep_transaction_keys() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO transaction_keys (merchant_id, external_id, transaction_id, paid_at)
      SELECT merchant_id, external_id, id, paid_at FROM before WHERE external_id IS NOT NULL
      ON CONFLICT DO NOTHING;
    RETURN NULL;
  END $$`,
]

const sales = [
  `CREATE FUNCTION require_no_sale(orders uuid[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
  DECLARE
    sold uuid;
  BEGIN
    SELECT order_id INTO sold FROM transactions WHERE order_id = ANY (orders) AND kind = 'SALE' LIMIT 1;
    IF FOUND THEN
      ${violation('transactions_order_sale', 'sold')};
    END IF;
  END $$`,
  // For sales that no order writes. The order's row lock orders them and its confirmation.
  `CREATE FUNCTION require_only_sale() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$ BEGIN
    PERFORM FROM orders WHERE id = NEW.order_id FOR SHARE;
    IF EXISTS (SELECT FROM transactions WHERE order_id = NEW.order_id AND kind = 'SALE' AND id <> NEW.id) THEN
      ${violation('transactions_order_sale', 'NEW.order_id')};
    END IF;
    RETURN NULL;
  END $$`,
  // As before, but that an order that is confirmed later may have no sale yet, in no partition.
  `CREATE OR REPLACE FUNCTION record_sales() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    -- Null if all that was written is new.
    confirmed uuid[];
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      -- IS TRUE, so that the planner makes it no nested loop.
      confirmed := ARRAY(SELECT id FROM written WHERE status = 'CONFIRMED'
        AND (id IN (SELECT id FROM before WHERE status <> 'CONFIRMED')) IS TRUE);
      IF confirmed = '{}' THEN RETURN NULL; END IF;
      PERFORM require_no_sale(confirmed);
    END IF;
    INSERT INTO transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source)
      SELECT merchant_id, total_cents, fee_cents, 'PAID', confirmed_at, 'SALE', written.id, 'order'
      FROM written JOIN products ON products.id = product_id
      WHERE status = 'CONFIRMED' AND (confirmed IS NULL OR (written.id IN (SELECT unnest(confirmed))) IS TRUE);
    RETURN NULL;
  END $$`,
]

const renamed = ['merchant_paid', 'merchant_unpaid', 'order_other', 'paid', 'written']

const partitions = [
  // A partition has to have the constraints of its table, none of them NOT VALID. Beside writers.
  `DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'transactions'::regclass AND NOT convalidated LOOP
      EXECUTE format('ALTER TABLE transactions VALIDATE CONSTRAINT %I', name);
    END LOOP;
  END $$`,
  `LOCK TABLE transactions IN ACCESS EXCLUSIVE MODE`,
  ...['currencies', 'deleted_versions', 'stamped', 'updated_versions'].map(
    (name) => `DROP TRIGGER transactions_${name} ON transactions`,
  ),
  `ALTER TABLE transactions RENAME TO transactions_default`,
  ...['pkey', 'external_id', 'order_sale', ...renamed].map(
    (name) => `ALTER INDEX transactions_${name} RENAME TO transactions_default_${name}`,
  ),
  `CREATE TABLE transactions (LIKE transactions_default INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
    PARTITION BY RANGE (paid_at)`,
  // A partition has the identity of its table. It continues above all ids that were given.
  `DO $$
  DECLARE
    last CONSTANT bigint := greatest(pg_sequence_last_value(pg_get_serial_sequence('transactions_default', 'id')),
      (SELECT max(id) FROM transactions_default));
  BEGIN
    ALTER TABLE transactions_default ALTER id DROP IDENTITY;
    ALTER TABLE transactions ALTER id ADD GENERATED BY DEFAULT AS IDENTITY;
    IF last > 0 THEN PERFORM setval(pg_get_serial_sequence('transactions', 'id'), last); END IF;
  END $$`,
  // Those of the default partition become theirs.
  `DO $$ DECLARE definition text; BEGIN
    FOR definition IN SELECT pg_get_indexdef(oid) FROM pg_class
      WHERE oid = ANY (ARRAY['${renamed.map((name) => `transactions_default_${name}`).join("', '")}']::regclass[])
    LOOP
      EXECUTE replace(definition, 'transactions_default', 'transactions');
    END LOOP;
  END $$`,
  // The first partition, so that nothing is scanned.
  `ALTER TABLE transactions ATTACH PARTITION transactions_default DEFAULT`,
  grantAsDefault('transactions'),
]

const isSale = `NEW.kind = 'SALE' AND NEW.order_id IS NOT NULL`

const triggers = [
  `CREATE TRIGGER transactions_currencies BEFORE INSERT OR UPDATE OF merchant_id ON transactions
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION share_currencies_before()`,
  `CREATE TRIGGER transactions_stamped BEFORE UPDATE ON transactions FOR EACH ROW EXECUTE FUNCTION stamp_transaction()`,
  `CREATE TRIGGER transactions_updated_versions AFTER UPDATE ON transactions
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION keep_transaction_versions()`,
  `CREATE TRIGGER transactions_deleted_versions AFTER DELETE ON transactions
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION keep_transaction_versions()`,
  // Once a statement, since an import inserts 60,000 in one. Not for sales, which a trigger inserts and which have no
  // external id.
  `CREATE TRIGGER transactions_inserted_keys AFTER INSERT ON transactions REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION add_transaction_keys()`,
  `CREATE TRIGGER transactions_nested_keys AFTER INSERT ON transactions
    FOR EACH ROW WHEN (NEW.external_id IS NOT NULL AND pg_trigger_depth() > 0) EXECUTE FUNCTION change_transaction_key()`,
  // Before: where a row moves to another partition, only triggers of a deletion and an insertion follow.
  `CREATE TRIGGER transactions_updated_keys BEFORE UPDATE ON transactions FOR EACH ROW
    WHEN ((OLD.external_id IS NOT NULL OR NEW.external_id IS NOT NULL)
      AND (OLD.id, OLD.merchant_id, OLD.external_id, OLD.paid_at)
        IS DISTINCT FROM (NEW.id, NEW.merchant_id, NEW.external_id, NEW.paid_at))
    EXECUTE FUNCTION change_transaction_key()`,
  `CREATE TRIGGER transactions_deleted_keys AFTER DELETE ON transactions
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION delete_transaction_keys()`,
  `CREATE TRIGGER transactions_truncated_keys AFTER TRUNCATE ON transactions
    FOR EACH STATEMENT EXECUTE FUNCTION delete_transaction_keys()`,
  // Of the partition by its name: a deletion from the table fires the trigger above.
  `CREATE TRIGGER transactions_default_keys AFTER DELETE ON transactions_default
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION keep_transaction_keys()`,
  `CREATE TRIGGER transactions_inserted_sale AFTER INSERT ON transactions FOR EACH ROW
    WHEN (${isSale} AND (pg_trigger_depth() = 0 OR NEW.source IS DISTINCT FROM 'order'))
    EXECUTE FUNCTION require_only_sale()`,
  `CREATE TRIGGER transactions_updated_sale AFTER UPDATE ON transactions FOR EACH ROW
    WHEN (${isSale} AND (OLD.kind, OLD.order_id) IS DISTINCT FROM (NEW.kind, NEW.order_id))
    EXECUTE FUNCTION require_only_sale()`,
]

const statements = [...keys, ...sales, ...partitions, ...triggers]
