import type { Database, Trx } from '@order-settlement/db/tables.ts'
import type { TransactionVersionsTable } from '@order-settlement/db/transaction-tables.ts'
import type { Selectable } from 'kysely'
import Type from 'typebox'
import { defaultLimit, readCursor, toPage } from '../server/pagination.ts'
import { toTransaction } from '../transactions/to-transaction.ts'
import { type Defaults, readSettledDay } from './explain-day.ts'
import {
  type DayChangeRow,
  type ExplainedDay,
  findLastChanges,
  selectCurrent,
  selectDayChanges,
  selectSummedVersions,
} from './explanation.queries.ts'
import type { DayChange, DayChangePage, DayChangesQuery, DayParams } from './explanation.schemas.ts'

/** The id of a transaction: those made by hand may be negative. */
const Key = Type.Tuple([Type.String({ pattern: '^(0|-?[1-9][0-9]{0,17})$' })])

/**
 * A page of the transactions that are late, changed or vanished since a merchant's day was settled, by id (keyset
 * pagination).
 *
 * @param only the one merchant whose days may be read; all if undefined
 * @throws ProblemError SETTLEMENT_NOT_FOUND and DAY_ARCHIVED as `explainDay`, VALIDATION for an invalid cursor
 */
export async function listDayChanges(
  db: Database,
  params: DayParams,
  { limit = defaultLimit, cursor }: DayChangesQuery,
  defaults: Defaults,
  only?: string,
): Promise<DayChangePage> {
  const [after] = readCursor(cursor, Key) ?? []
  return await readSettledDay(db, params, defaults, only, async (trx, settled, day) => {
    const rows = await selectDayChanges(trx, day, after, limit + 1)
    const { page, next_cursor } = toPage(rows, limit, ({ id }) => [id])
    const changes = await describeChanges(trx, day, page, settled.currency ?? defaults.currency)
    return { changes, next_cursor }
  })
}

async function describeChanges(
  trx: Trx,
  day: ExplainedDay,
  page: DayChangeRow[],
  currency: string,
): Promise<DayChange[]> {
  const ids = page.map(({ id }) => id)
  const versions = await selectSummedVersions(trx, day, ids)
  const summed = new Map(versions.map((version) => [version.transaction_id, version]))
  const rows = await selectCurrent(trx, day, ids)
  const current = new Map(rows.map((row) => [row.id, row]))
  const changedAt = await findLastChanges(trx, ids)
  return page.map(({ id, change }) => {
    const before = summed.get(id)
    const after = current.get(id)
    return {
      change,
      changed_at: (changedAt.get(id) ?? after?.created_at)?.toISOString() ?? null,
      before: before ? toTransaction(toRow(before, currency), currency) : null,
      after: after ? toTransaction({ ...after, currency }, currency) : null,
    }
  })
}

function toRow(version: Selectable<TransactionVersionsTable>, currency: string) {
  return { ...version, id: version.transaction_id, currency }
}
