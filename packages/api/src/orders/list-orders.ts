import { readKeptStretches } from '@order-settlement/db/dropped-months.ts'
import type { Database, Order as Row } from '@order-settlement/db/tables.ts'
import Type from 'typebox'
import type { Visibility } from '../access/callers.ts'
import { requireKeptDays } from '../archives/month-archived.ts'
import { defaultLimit, readCursor, toPage } from '../server/pagination.ts'
import { Uuid } from '../server/route-schemas.ts'
import { type OrderTimes, readOrderTimes } from './order-times.ts'
import { type OrderFilters, selectOrders } from './orders.queries.ts'
import type { OrderPage, OrderQuery } from './orders.schemas.ts'
import { toOrder } from './to-order.ts'

const Key = Type.Tuple([Uuid])

/**
 * A page of orders, the newest first (keyset pagination): new orders neither repeat nor displace one on the
 * pages that follow.
 *
 * @param currency of merchants that nobody described
 * @param visible what may be listed
 * @throws ProblemError VALIDATION for an invalid cursor or time; DAY_ARCHIVED for times of a dropped month
 */
export async function listOrders(
  db: Database,
  currency: string,
  { limit = defaultLimit, cursor, created_from, created_to, ...filters }: OrderQuery,
  visible: Visibility = {},
): Promise<OrderPage> {
  const [before] = readCursor(cursor, Key) ?? []
  const times = readOrderTimes({ created_from, created_to })
  const rows = await selectKept(db, { ...filters, ...visible, ...times }, before, limit + 1)
  await requireKeptTimes(db, times)
  const { page, next_cursor } = toPage(rows, limit, ({ id }) => [id])
  return { orders: page.map((row) => toOrder(row, currency)), next_cursor }
}

/** Without the orders of dropped months that are still to be deleted, which may be millions. */
async function selectKept(
  db: Database,
  filters: OrderFilters,
  before: string | undefined,
  limit: number,
): Promise<Row[]> {
  const rows: Row[] = []
  for (const kept of (await readKeptStretches(db)).toReversed()) {
    rows.push(...(await selectOrders(db, { ...filters, kept }, before, limit - rows.length)))
    if (rows.length === limit) break
  }
  return rows
}

/** A list that does not say from when begins after the dropped months. */
async function requireKeptTimes(db: Database, { from, to }: OrderTimes): Promise<void> {
  if (from) await requireKeptDays(db, { from, to })
  else if (to) await requireKeptDays(db, { from: new Date(to.getTime() - 1), to })
}
