import { isLockNotAvailable } from '@order-settlement/db/database-errors.ts'
import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { PeriodChange as ChangeRow, Database, Trx } from '@order-settlement/db/tables.ts'
import { safeInteger } from '@order-settlement/shared/json-integers.ts'
import { lockPeriods } from '@order-settlement/shared/settlements/closed-period.ts'
import { sql } from 'kysely'
import { ProblemError } from '../problems/problem-error.ts'
import type { KeyedRequest } from '../server/keyed-request.ts'
import { findByKey } from './periods.queries.ts'
import type { PeriodChange } from './periods.schemas.ts'

export interface MadeChange {
  change: PeriodChange
  /** Whether the request made it, rather than found it in force. */
  made: boolean
  /** Whether an earlier request had the same key. */
  replayed: boolean
}

/** How long others may hold the lock of the periods, in ms; settlements that are to be published queue meanwhile. */
const maxWaitMs = 2_000

/**
 * Changes what is closed in a transaction that settlements and imports cannot cross: each of them commits before it,
 * or sees what it has closed.
 *
 * @param change called at most once for a key
 * @throws ProblemError PERIOD_BUSY if one of them takes longer than 2 s; IDEMPOTENCY_KEY_REUSED; what `change` throws
 */
export async function changePeriod(
  db: Database,
  keyed: KeyedRequest,
  change: (trx: Trx) => Promise<{ row: ChangeRow; made: boolean }>,
): Promise<MadeChange> {
  return await runTransaction(db, async (trx) => {
    await lockForChange(trx)
    const earlier = await findByKey(trx, keyed)
    if (earlier) return { change: toPeriodChange(earlier), made: true, replayed: true }
    const { row, made } = await change(trx)
    return { change: toPeriodChange(row), made, replayed: false }
  })
}

async function lockForChange(trx: Trx): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(maxWaitMs)}, true)`.execute(trx)
  try {
    await lockPeriods(trx, 'exclusive')
  } catch (cause) {
    if (!isLockNotAvailable(cause)) throw cause
    throw new ProblemError('PERIOD_BUSY', undefined, undefined, { cause })
  }
}

export function toPeriodChange({ idempotency_key, request, ...row }: ChangeRow): PeriodChange {
  return {
    ...row,
    id: safeInteger(row.id),
    closed_until: row.closed_until?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  }
}
