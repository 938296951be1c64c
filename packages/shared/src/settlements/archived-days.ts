import { type DroppedMonth, findDroppedMonth } from '@order-settlement/db/dropped-months.ts'
import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { SettledRange } from './closed-period.ts'

/** Transactions of the days are archived and no longer in the database, so nothing can be summed. */
export class DaysArchivedError extends Error {
  override name = 'DaysArchivedError'
  readonly dropped: DroppedMonth

  constructor(dropped: DroppedMonth) {
    super(`${dropped.month} is archived and no longer in the database`)
    this.dropped = dropped
  }
}

/**
 * Refuses a dry run that would read days of a dropped month as days without transactions. Every other settlement of them
 * is refused as closed.
 *
 * @throws DaysArchivedError if a day of the range has hours of a dropped month
 */
export async function refuseArchivedDays(
  trx: Trx,
  { from, to, timezone }: SettledRange,
): Promise<void> {
  const { rows } = await sql<{ starts_at: Date; ends_at: Date }>`
    select day_range_start(${from}::date, ${timezone}) as starts_at, day_range_end(${to}::date, ${timezone}) as ends_at`.execute(
    trx,
  )
  const [range] = rows
  const dropped = await findDroppedMonth(trx, { from: range?.starts_at, to: range?.ends_at })
  if (dropped) throw new DaysArchivedError(dropped)
}
