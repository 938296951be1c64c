import { type Kysely, sql } from 'kysely'
import type { NewIndex } from '../build-indexes.ts'

/** The life of an order after it was placed: holds, cancellations, refunds; and the sale of each confirmed order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

export const indexes: NewIndex[] = [
  // Holds that have run out, by product.
  { name: 'orders_held', on: "orders (product_id, expires_at) WHERE status = 'HELD'" },
  // Lists of orders by one of the rarer states.
  { name: 'orders_not_confirmed', on: "orders (id) WHERE status <> 'CONFIRMED'" },
]

const statements = [
  // Before orders: a statement of orders locks rows of products first, which waits for this lock, so that neither
  // deadlocks the other.
  `LOCK TABLE products IN EXCLUSIVE MODE`,
  `LOCK TABLE orders IN ACCESS EXCLUSIVE MODE`,
  `ALTER TABLE orders
    DROP CONSTRAINT orders_status_check,
    ADD currency text,
    ADD expires_at timestamptz,
    ADD confirmed_at timestamptz,
    ADD cancelled_at timestamptz,
    ADD cancel_reason text,
    ADD refunded_cents bigint NOT NULL DEFAULT 0,
    ADD returned_units integer NOT NULL DEFAULT 0,
    ADD payment_reference text,
    ADD confirmed_payment_reference text,
    ADD fee_cents bigint,
    ADD refunds_return_fee boolean`,
  // Of later rows only, also of those that an api of the version before inserts. Null in all before: what they sold was
  // settled from elsewhere or not at all.
  `ALTER TABLE orders ALTER confirmed_at SET DEFAULT now()`,
  // Validated after the commit.
  `ALTER TABLE orders
    ADD CONSTRAINT orders_status_check CHECK (status IN ('HELD', 'CONFIRMED', 'CANCELLED', 'EXPIRED')) NOT VALID,
    ADD CONSTRAINT orders_held_check CHECK
      (status NOT IN ('HELD', 'EXPIRED') OR expires_at IS NOT NULL AND confirmed_at IS NULL) NOT VALID,
    ADD CONSTRAINT orders_currency_check CHECK (currency ~ '^[A-Z]{3}$') NOT VALID,
    ADD CONSTRAINT orders_refunded_cents_check CHECK (refunded_cents BETWEEN 0 AND total_cents) NOT VALID,
    ADD CONSTRAINT orders_returned_units_check CHECK (returned_units BETWEEN 0 AND quantity) NOT VALID,
    ADD CONSTRAINT orders_cancel_reason_check CHECK (char_length(cancel_reason) BETWEEN 1 AND 255) NOT VALID,
    ADD CONSTRAINT orders_payment_reference_check CHECK
      (char_length(payment_reference) BETWEEN 1 AND 255) NOT VALID,
    ADD CONSTRAINT orders_confirmed_payment_reference_check CHECK
      (char_length(confirmed_payment_reference) BETWEEN 1 AND 255) NOT VALID`,
  `DROP INDEX orders_cancelled`,
  // A refund of 0 returns units only: of an order without a price, or after all of the money. No foreign key to
  // transactions, which could be truncated no more; the audit compares them.
  `CREATE TABLE refunds (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    order_id uuid NOT NULL REFERENCES orders,
    amount_cents bigint NOT NULL CHECK (amount_cents >= 0),
    fee_cents bigint NOT NULL CHECK (fee_cents <= 0),
    return_units integer NOT NULL CHECK (return_units >= 0),
    reason text CHECK (char_length(reason) BETWEEN 1 AND 255),
    created_by text CHECK (char_length(created_by) BETWEEN 1 AND 64),
    created_at timestamptz NOT NULL DEFAULT now(),
    transaction_id bigint NOT NULL UNIQUE,
    CHECK (amount_cents > 0 OR return_units > 0)
  )`,
  `CREATE INDEX refunds_order ON refunds (order_id, id)`,
  // In a table of their own, since an order has several requests after the one that placed it.
  `CREATE TABLE order_keys (
    idempotency_key text CONSTRAINT order_keys_idempotency_key_key PRIMARY KEY
      CONSTRAINT order_keys_idempotency_key_check CHECK (char_length(idempotency_key) BETWEEN 1 AND 320),
    order_id uuid NOT NULL REFERENCES orders,
    refund_id uuid REFERENCES refunds,
    request jsonb NOT NULL
  )`,
  // What a writer does not state of an order that is sold: an api of the version before, or a statement by hand.
  `CREATE FUNCTION complete_sale() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    terms record;
  BEGIN
    SELECT merchants.* INTO terms
      FROM products JOIN merchants ON merchants.id = merchant_id WHERE products.id = NEW.product_id;
    NEW.confirmed_at := coalesce(NEW.confirmed_at, now());
    NEW.currency := coalesce(NEW.currency, terms.currency);
    NEW.fee_cents := coalesce(NEW.fee_cents,
      -- A negative total is refused by a constraint.
      merchant_fee(greatest(NEW.total_cents, 0), terms.fee_basis_points, terms.fee_fixed_cents), 0);
    NEW.refunds_return_fee := coalesce(NEW.refunds_return_fee, terms.refunds_return_fee, false);
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER orders_placed_complete BEFORE INSERT ON orders
    FOR EACH ROW WHEN (NEW.status = 'CONFIRMED' AND
      (NEW.confirmed_at IS NULL OR NEW.fee_cents IS NULL OR NEW.refunds_return_fee IS NULL))
    EXECUTE FUNCTION complete_sale()`,
  `CREATE TRIGGER orders_confirmed_complete BEFORE UPDATE OF status ON orders
    FOR EACH ROW WHEN (NEW.status = 'CONFIRMED' AND OLD.status <> 'CONFIRMED' AND
      (NEW.confirmed_at IS NULL OR NEW.fee_cents IS NULL OR NEW.refunds_return_fee IS NULL))
    EXECUTE FUNCTION complete_sale()`,
  // Once a statement, whose orders it inserts as one: a trigger for each row would cost as much as the order itself.
  `CREATE FUNCTION record_sales() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source)
      SELECT merchant_id, total_cents, fee_cents, 'PAID', confirmed_at, 'SALE', written.id, 'order'
      FROM written JOIN products ON products.id = product_id WHERE status = 'CONFIRMED';
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER orders_placed_sales AFTER INSERT ON orders
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION record_sales()`,
  `CREATE FUNCTION record_confirmed_sales() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source)
      SELECT merchant_id, written.total_cents, written.fee_cents, 'PAID', written.confirmed_at, 'SALE', written.id, 'order'
      FROM written JOIN before USING (id) JOIN products ON products.id = written.product_id
      WHERE written.status = 'CONFIRMED' AND before.status <> 'CONFIRMED';
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER orders_confirmed_sales AFTER UPDATE ON orders
    REFERENCING OLD TABLE AS before NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION record_confirmed_sales()`,
]
