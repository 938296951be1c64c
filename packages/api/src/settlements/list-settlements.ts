import type { Database, SettlementsTable } from '@order-settlement/db/tables.ts'
import type { Selectable } from 'kysely'
import { defaultLimit, readCursor, toPage } from '../server/pagination.ts'
import { selectSettlements } from './settlements.queries.ts'
import {
  DayKey,
  type SettledDay,
  type SettledDayPage,
  type SettledDaysQuery,
} from './settlements.schemas.ts'
import { toSums } from './to-sums.ts'

/**
 * A page of settled days, by merchant and date (keyset pagination).
 *
 * @param currency of days that were settled before currencies were kept
 * @param only the one merchant whose days may be listed; all if undefined
 * @throws ProblemError VALIDATION for an invalid cursor
 */
export async function listSettlements(
  db: Database,
  { limit = defaultLimit, cursor, ...filters }: SettledDaysQuery,
  currency: string,
  only?: string,
): Promise<SettledDayPage> {
  const after = readCursor(cursor, DayKey)
  const rows = await selectSettlements(db, { ...filters, only }, after, limit + 1)
  const { page, next_cursor } = toPage(rows, limit, (row) => [row.merchant_id, row.date])
  const settlements = page.map((row) => toSettledDay(row, currency))
  return { settlements, next_cursor }
}

/** @param currency of days that were settled before currencies were kept */
export function toSettledDay(row: Selectable<SettlementsTable>, currency: string): SettledDay {
  return {
    merchant_id: row.merchant_id,
    date: row.date,
    ...toSums(row),
    generated_at: row.generated_at.toISOString(),
    unique_run_id: row.unique_run_id,
    currency: row.currency ?? currency,
  }
}
