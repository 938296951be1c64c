import type { Database } from '@order-settlement/db/tables.ts'
import { findClosedPeriod } from '@order-settlement/shared/settlements/closed-period.ts'
import { defaultLimit, IdKey, readCursor, toPage } from '../server/pagination.ts'
import { toPeriodChange } from './change-period.ts'
import { selectChanges } from './periods.queries.ts'
import type { PeriodPage, PeriodQuery } from './periods.schemas.ts'

/**
 * What is closed, and a page of the journal, newest first.
 *
 * @throws ProblemError VALIDATION for an invalid cursor
 */
export async function listPeriods(
  db: Database,
  { limit = defaultLimit, cursor }: PeriodQuery,
): Promise<PeriodPage> {
  const [before] = readCursor(cursor, IdKey) ?? []
  const closed = await findClosedPeriod(db)
  const rows = await selectChanges(db, before, limit + 1)
  const { page, next_cursor } = toPage(rows, limit, ({ id }) => [id])
  return {
    closed: closed ? { ...closed, closed_until: closed.closed_until.toISOString() } : null,
    changes: page.map(toPeriodChange),
    next_cursor,
  }
}
