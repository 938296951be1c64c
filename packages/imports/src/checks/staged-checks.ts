import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { checkArchivedDays } from './check-archived-days.ts'
import { checkClosedDays } from './check-closed-days.ts'
import { checkCurrencies, checkMerchants } from './check-merchants.ts'
import type { CheckOptions } from './check-options.ts'
import { checkOrders } from './check-orders.ts'
import { checkRepeats, checkStored } from './check-stored.ts'

/**
 * Finds lines of `staged_lines` that break a rule, and adds them to `staged_rejects` with the column and what is wrong
 * with it. One statement for all lines.
 */
export type StagedCheck = (trx: Trx, options: CheckOptions) => Promise<void>

/** What can be decided only beside the other lines and what is stored, in this order. */
const stagedChecks: StagedCheck[] = [
  checkRepeats,
  checkStored,
  checkClosedDays,
  checkArchivedDays,
  checkMerchants,
  checkCurrencies,
  checkOrders,
]

/** Fills `staged_rejects`, `staged_repeats` and `staged_matches`, which vanish with the transaction. */
export async function checkStaged(trx: Trx, options: CheckOptions): Promise<void> {
  await sql`create temporary table staged_rejects (
    no bigint not null, line bigint not null, field text not null, message text not null
  ) on commit drop`.execute(trx)
  for (const check of stagedChecks) await check(trx, options)
}
