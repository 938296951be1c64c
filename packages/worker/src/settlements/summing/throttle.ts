import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import pLimit from 'p-limit'

/** Orders within the last second that count as a sale. */
const saleOrders = 100
/** How long the answer of `isSelling` is reused, in ms. */
const checkEveryMs = 100
/** The longest pause after a piece of work, in ms. */
const maxPauseMs = 1_000

/** Runs a piece of work when the load allows it. @throws what the work throws, and database errors */
export type Throttle = <Result>(work: () => Promise<Result>) => Promise<Result>

/**
 * Gives orders priority over settlements. During a sale, work runs one piece at a time, each followed by a
 * pause of the same length; otherwise all of it runs concurrently. Pieces must be short, since a sale that
 * begins is noticed only before the next one.
 *
 * @param stopping cuts a pause short
 */
export function createThrottle(db: Database, stopping: AbortSignal): Throttle {
  let selling = false
  const limit = pLimit(Number.POSITIVE_INFINITY)
  let checkedAt = Number.NEGATIVE_INFINITY
  return async (work) => {
    const now = performance.now()
    if (now - checkedAt > checkEveryMs) {
      checkedAt = now
      selling = await isSelling(db)
      limit.concurrency = selling ? 1 : Number.POSITIVE_INFINITY
    }
    return await limit(async () => {
      const started = performance.now()
      const result = await work()
      if (selling) {
        const pause = Math.min(performance.now() - started, maxPauseMs)
        await sleep(pause, undefined, { signal: stopping }).catch(() => {})
      }
      return result
    })
  }
}

/** Reads one entry of the primary key: ids are UUIDv7, so the newest orders are its last. */
async function isSelling(db: Database): Promise<boolean> {
  const { rows } = await sql<{ selling: boolean }>`
    select created_at > clock_timestamp() - interval '1 second' as selling
    from orders order by id desc offset ${saleOrders - 1} limit 1`.execute(db)
  return rows[0]?.selling ?? false
}
