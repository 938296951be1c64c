import { type Kysely, sql } from 'kysely'

/** The refunds and the currency of a settled day, and of its changes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // A constant default rewrites no row. No currency: settled before currencies were kept.
  `ALTER TABLE settlements
    ADD refund_cents bigint NOT NULL DEFAULT 0,
    ADD refund_count bigint NOT NULL DEFAULT 0,
    ADD currency text`,
  // Validated after the commit.
  `ALTER TABLE settlements
    ADD CONSTRAINT settlements_refund_count_check CHECK (refund_count BETWEEN 0 AND txn_count) NOT VALID,
    ADD CONSTRAINT settlements_currency_check CHECK (currency ~ '^[A-Z]{3}$') NOT VALID`,
  // Null beside sums of the version before: no refunds, and no currency.
  `ALTER TABLE settlement_changes
    ADD before_refund_cents bigint, ADD before_refund_count bigint, ADD before_currency text,
    ADD after_refund_cents bigint, ADD after_refund_count bigint, ADD after_currency text`,
]
