import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import pLimit from 'p-limit'

/** Orders within the last second that make a sale. */
const busyOrders = 100
/** How long an answer holds, in ms. */
const lookEveryMs = 100
/** The longest rest after a piece of work, in ms. */
const maxRestMs = 1_000

/** Runs a piece of work when it is its turn. @throws what the work throws, and what asking the database does */
export type Turn = <Result>(work: () => Promise<Result>) => Promise<Result>

/**
 * Lets the shop go first: pieces of work run side by side, but while it sells one at a time, with a rest as
 * long as the piece after each. Buyers wait for milliseconds, a settlement has all day. Every piece is short,
 * so a sale is noticed within one.
 *
 * @param stopping cuts a rest short
 */
export function giveWay(db: Database, stopping: AbortSignal): Turn {
  let selling = false
  const limit = pLimit(Number.POSITIVE_INFINITY)
  let lookedAt = Number.NEGATIVE_INFINITY
  return async (work) => {
    const now = performance.now()
    if (now - lookedAt > lookEveryMs) {
      lookedAt = now
      selling = await isSelling(db)
      limit.concurrency = selling ? 1 : Number.POSITIVE_INFINITY
    }
    return await limit(async () => {
      const begun = performance.now()
      const result = await work()
      if (selling) {
        const rest = Math.min(performance.now() - begun, maxRestMs)
        await sleep(rest, undefined, { signal: stopping }).catch(() => {})
      }
      return result
    })
  }
}

/** Asks the primary key, in the order of time, for an order as far back as a sale would have made it recent. */
async function isSelling(db: Database): Promise<boolean> {
  const { rows } = await sql<{ selling: boolean }>`
    select created_at > clock_timestamp() - interval '1 second' as selling
    from orders order by id desc offset ${busyOrders - 1} limit 1`.execute(db)
  return rows[0]?.selling ?? false
}
