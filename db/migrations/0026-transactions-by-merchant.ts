import type { NewIndex } from '../build-indexes.ts'

/** Transactions by merchant and day, and by order. The next migration drops what these indexes replace. */
export async function up(): Promise<void> {
  // Its indexes are all.
}

export const indexes: NewIndex[] = [
  // The sums of a merchant's day are read from this index alone. Only what is settled, so that a sale is written to
  // one index by merchant, and without its status.
  {
    name: 'transactions_merchant_paid',
    on: "transactions (merchant_id, paid_at, id) INCLUDE (amount_cents, fee_cents, kind) WHERE status = 'PAID'",
  },
  {
    name: 'transactions_merchant_unpaid',
    on: "transactions (merchant_id, paid_at, id) WHERE status <> 'PAID'",
  },
  // Beside transactions_order_sale, so that a sale is in one of them.
  {
    name: 'transactions_order_other',
    on: "transactions (order_id) WHERE order_id IS NOT NULL AND kind <> 'SALE'",
  },
]
