import type { NewIndex } from '../build-indexes.ts'

/** An index of refunds: a list of them searched all sales between them. */
export async function up(): Promise<void> {
  // Only builds an index.
}

export const indexes: NewIndex[] = [
  {
    name: 'transactions_refunds',
    on: `transactions (paid_at, id) INCLUDE (merchant_id) WHERE kind = 'REFUND' AND status = 'PAID'`,
  },
]
