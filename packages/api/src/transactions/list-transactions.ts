import { errorCode } from '@order-settlement/db/database-errors.ts'
import { readKeptStretches } from '@order-settlement/db/dropped-months.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import Type from 'typebox'
import { requireKeptDays, requireKeptOrder } from '../archives/month-archived.ts'
import { invalidField } from '../problems/problem-error.ts'
import { toZoneProblem } from '../problems/to-zone-problem.ts'
import { defaultLimit, readCursor, toPage } from '../server/pagination.ts'
import { type DayRange, readDayRange } from './day-range.ts'
import { toTransaction } from './to-transaction.ts'
import {
  type PaidKey,
  selectTransactions,
  type TransactionFilters,
  type TransactionRow,
} from './transactions.queries.ts'
import type { TransactionPage, TransactionQuery } from './transactions.schemas.ts'

/** paid_at, empty for null, and id. */
const Key = Type.Tuple([
  Type.String({ maxLength: 40 }),
  Type.String({ pattern: '^(0|-?[1-9][0-9]{0,18})$' }),
])

interface Defaults {
  /** Of `date`. */
  timezone: string
  /** Of merchants that nobody described. */
  currency: string
}

/**
 * A page of transactions in the order in which they were paid (keyset pagination): new transactions neither repeat nor
 * displace one on the pages that follow.
 *
 * @param only the one merchant whose transactions may be listed; all if undefined
 * @throws ProblemError VALIDATION for an invalid cursor, a status that needs a merchant, or a zone that the database
 *   does not know; DAY_ARCHIVED, and ORDER_ARCHIVED if nothing else of the order is left
 */
export async function listTransactions(
  db: Database,
  { limit = defaultLimit, cursor, date, timezone, ...query }: TransactionQuery,
  defaults: Defaults,
  only?: string,
): Promise<TransactionPage> {
  const after = readKey(cursor)
  const day =
    date === undefined ? undefined : await readDay(db, date, timezone ?? defaults.timezone)
  const status = readStatus(query, only)
  const filters = { ...query, status, day, only, kept: await readKeptStretches(db) }
  const rows = await selectPage(db, filters, after, limit + 1)
  if (day) await requireKeptDays(db, { from: day.starts_at, to: day.ends_at })
  if (rows.length === 0 && query.order_id !== undefined) await requireKeptOrder(db, query.order_id)
  const { page, next_cursor } = toPage(rows, limit, ({ paid_key, id }) => [paid_key ?? '', id])
  return {
    transactions: page.map((row) => toTransaction(row, defaults.currency)),
    next_cursor,
  }
}

async function readDay(db: Database, date: string, timezone: string): Promise<DayRange> {
  return await readDayRange(db, date, timezone).catch((error: unknown) => {
    throw toZoneProblem(error, '/querystring/timezone')
  })
}

function readKey(cursor: string | undefined): PaidKey | undefined {
  const [paidAt = '', id] = readCursor(cursor, Key) ?? []
  return id === undefined ? undefined : { paid_at: paidAt === '' ? undefined : paidAt, id }
}

/** Transactions that are not PAID have an index by merchant only. */
function readStatus(
  { status, merchant_id, order_id, external_id }: TransactionQuery,
  only: string | undefined,
): TransactionQuery['status'] {
  const isLookup = order_id !== undefined || external_id !== undefined
  if (status === undefined) return isLookup ? undefined : 'PAID'
  if (status === 'PAID' || isLookup || (merchant_id ?? only) !== undefined) return status
  throw invalidField('/querystring/merchant_id', `is needed with status ${status}`)
}

/** Only the database knows whether a cursor has a time and an id that exist. */
async function selectPage(
  db: Database,
  filters: TransactionFilters,
  after: PaidKey | undefined,
  limit: number,
): Promise<TransactionRow[]> {
  try {
    return await selectTransactions(db, filters, after, limit)
  } catch (error) {
    if (!['22003', '22007', '22008'].includes(errorCode(error))) throw error
    throw invalidField('/querystring/cursor', 'is not the next_cursor of a page')
  }
}
