import type { ColumnType, Generated } from 'kysely'
import type { BigInt64, BigIntInput, CreatedAt, Day, Timestamp } from './columns.ts'

/** A journal, which a trigger keeps append-only: the row with the highest id says what is closed now. */
export interface PeriodChangesTable {
  id: ColumnType<string, never, never>
  action: 'CLOSE' | 'REOPEN'
  /** The last day that is closed after it, in `timezone`; null if none is. */
  through: Day | null
  timezone: string
  /** The end of that day: every instant before it is closed. */
  closed_until: Timestamp | null
  reason: string | null
  /** Days that were closed by force although they were not settled as they are. */
  unsettled_days: Generated<Day[]>
  /** The name of the API key; null without API keys. */
  created_by: string | null
  created_at: CreatedAt
  /** With the name of the API key before it, if there is one. */
  idempotency_key: string | null
  /** What the request asked for. */
  request: ColumnType<object, string, never>
}

/**
 * What a closed day had when it was closed: PAID transactions on `date` in `timezone` with `paid_at` in [starts_at, ends_at).
 * Days without transactions have no row.
 */
export interface ClosedDaysTable {
  date: Day
  timezone: string
  starts_at: Timestamp
  ends_at: Timestamp
  txn_count: BigInt64
  gross_cents: ColumnType<string, BigIntInput, BigIntInput>
  fee_cents: ColumnType<string, BigIntInput, BigIntInput>
}
