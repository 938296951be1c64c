import {
  type DroppedMonth,
  findDroppedMonth,
  findDroppedMonthOf,
  type Span,
} from '@order-settlement/db/dropped-months.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { ProblemError } from '../problems/problem-error.ts'

/** The problem of an order that is not found: its month may be dropped. */
export async function orderNotFound(db: Database, id: string): Promise<ProblemError> {
  // After the order was looked for, so that a month that is dropped meanwhile is found.
  const dropped = await findDroppedMonthOf(db, id)
  return dropped
    ? orderArchived(id, dropped)
    : new ProblemError('ORDER_NOT_FOUND', `There is no order ${id}`)
}

/**
 * Refuses an order of a dropped month, also one whose row is still there, to be deleted. Writers call it under the lock of
 * the order. The database ends a change of an order with 40001 if its month is dropped after that, and the retry is refused
 * here.
 *
 * @throws ProblemError ORDER_ARCHIVED
 */
export async function requireKeptOrder(db: Database, id: string): Promise<void> {
  const dropped = await findDroppedMonthOf(db, id)
  if (dropped) throw orderArchived(id, dropped)
}

function orderArchived(id: string, dropped: DroppedMonth): ProblemError<'ORDER_ARCHIVED'> {
  return new ProblemError(
    'ORDER_ARCHIVED',
    `Order ${id} is of ${dropped.month}, which is archived and no longer in the database`,
    { ...dropped },
  )
}

/**
 * Call it after the rows were read: of a month that is dropped meanwhile they may be gone.
 *
 * @throws ProblemError DAY_ARCHIVED if a dropped month shares an instant with the span
 */
export async function requireKeptDays(db: Database, span: Span): Promise<void> {
  const dropped = await findDroppedMonth(db, span)
  if (dropped) throw dayArchived(dropped)
}

export function dayArchived(dropped: DroppedMonth): ProblemError<'DAY_ARCHIVED'> {
  return new ProblemError(
    'DAY_ARCHIVED',
    `${dropped.month} is archived and no longer in the database`,
    { ...dropped },
  )
}
