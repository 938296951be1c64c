import type { NewIndex } from '../build-indexes.ts'

/** Indexes of what was written since a settlement, to find the days that have changed since. */
export async function up(): Promise<void> {
  // Its indexes are all.
}

// Rows are appended as they are written, so a summary of each 64 pages tells those that were written since from all
// others. A sale costs next to nothing: a summary is made once its pages are full. By hours, not by paid_at, since the
// planner would combine conditions on paid_at with transactions_paid, and read all rows of the day.
const summaries = (table: string, xid: string) =>
  `${table} USING brin ((${xid}::text::bigint), date_bin('1 hour', paid_at, '2000-01-01T00:00:00Z'))
    WITH (pages_per_range = 64, autosummarize = on) WHERE status = 'PAID'`

export const indexes: NewIndex[] = [
  { name: 'transactions_written', on: summaries('transactions', 'written_xid') },
  { name: 'transaction_versions_replaced', on: summaries('transaction_versions', 'replaced_xid') },
]
