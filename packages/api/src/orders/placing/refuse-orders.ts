import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { answerByKeys } from './answer-by-keys.ts'
import { type RefusalRow, refusalColumns, toRefusal } from './to-refusal.ts'
import { type Answer, toRuleArguments, type WantedOrder } from './wanted-order.ts'

/**
 * Refuses orders without a lock or a transaction, so that a refusal is cheap. It reads what is committed now: units
 * that return, and rules that change, are seen at once.
 *
 * @param currency of merchants that nobody described
 * @returns for each order, in the given order, its answer; undefined if its product can serve it
 */
export async function refuseOrders(
  db: Database,
  wanted: WantedOrder[],
  currency: string,
): Promise<(Answer | undefined)[]> {
  const { rows } = await sql<RefusalRow>`
    select ${refusalColumns} from check_orders(${toRuleArguments(wanted)})`.execute(db)
  const answers = wanted.map((order, index) => {
    const row = rows[index]
    return row && toRefusal(order, row)
  })
  // After the rules, so that an order with the same key that took the last unit is found.
  return await answerByKeys(db, wanted, answers, currency, (answer) => answer !== undefined)
}
