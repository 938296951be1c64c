import { type Kysely, sql } from 'kysely'

/** What a transaction is for, and where it came from: sales and refunds of orders, and adjustments. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Transactions of the version before are sales of their own: no order wrote them.
  `ALTER TABLE transactions
    ADD kind text NOT NULL DEFAULT 'SALE',
    ADD order_id uuid,
    ADD external_id text,
    ADD source text`,
  // Validated after the commit.
  `ALTER TABLE transactions
    ADD CONSTRAINT transactions_kind_check CHECK (kind IN ('SALE', 'REFUND', 'ADJUSTMENT')) NOT VALID,
    ADD CONSTRAINT transactions_external_id_check CHECK (char_length(external_id) BETWEEN 1 AND 255) NOT VALID,
    ADD CONSTRAINT transactions_source_check CHECK (char_length(source) BETWEEN 1 AND 64) NOT VALID`,
  // One sale an order.
  `CREATE UNIQUE INDEX transactions_order_sale ON transactions (order_id)
    WHERE order_id IS NOT NULL AND kind = 'SALE'`,
  `CREATE UNIQUE INDEX transactions_external_id ON transactions (merchant_id, external_id)
    WHERE external_id IS NOT NULL`,
  // A settlement counts refunds on their own, and reads nothing but this index.
  `CREATE INDEX transactions_paid_kind ON transactions (paid_at, id) INCLUDE (merchant_id, amount_cents, fee_cents, kind)
    WHERE status = 'PAID'`,
  `DROP INDEX transactions_paid`,
  `ALTER INDEX transactions_paid_kind RENAME TO transactions_paid`,
]
