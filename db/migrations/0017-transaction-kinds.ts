import { type Kysely, sql } from 'kysely'
import type { NewIndex } from '../build-indexes.ts'

/** What a transaction is for, and where it came from: sales and refunds of orders, and adjustments. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

export const indexes: NewIndex[] = [
  // One sale an order.
  {
    name: 'transactions_order_sale',
    unique: true,
    on: "transactions (order_id) WHERE order_id IS NOT NULL AND kind = 'SALE'",
  },
  {
    name: 'transactions_external_id',
    unique: true,
    on: 'transactions (merchant_id, external_id) WHERE external_id IS NOT NULL',
  },
  // A settlement counts refunds on their own, and reads nothing but this index. The next migration replaces
  // transactions_paid by it.
  {
    name: 'transactions_paid_kind',
    on: "transactions (paid_at, id) INCLUDE (merchant_id, amount_cents, fee_cents, kind) WHERE status = 'PAID'",
  },
]

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
]
