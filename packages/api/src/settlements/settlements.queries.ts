import type { Database } from '@order-settlement/db/tables.ts'
import { isAfter } from './diff.queries.ts'
import type { DayKey, SettledDaysQuery } from './settlements.schemas.ts'

export interface DayFilters extends Pick<SettledDaysQuery, 'merchant_id' | 'from' | 'to'> {
  /** The one merchant whose days may be listed; all if undefined. */
  only: string | undefined
}

/**
 * Settled days by merchant and date.
 *
 * @param after the last day of the previous page
 * @param limit rows at most
 */
export function selectSettlements(
  db: Database,
  { merchant_id, from, to, only }: DayFilters,
  after: DayKey | undefined,
  limit: number,
) {
  let query = db.selectFrom('settlements').selectAll()
  if (merchant_id !== undefined) query = query.where('merchant_id', '=', merchant_id)
  if (only !== undefined) query = query.where('merchant_id', '=', only)
  if (from !== undefined) query = query.where('date', '>=', from)
  if (to !== undefined) query = query.where('date', '<=', to)
  if (after) query = query.where(isAfter(after))
  return query.orderBy('merchant_id').orderBy('date').limit(limit).execute()
}
