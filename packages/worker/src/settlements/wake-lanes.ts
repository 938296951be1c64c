import type { Trx } from '@order-settlement/shared/database.ts'
import { laneQueue } from '@order-settlement/shared/queues.ts'
import { fromKysely, type PgBoss } from 'pg-boss'

/** Lanes over all workers; more than one worker runs, so that another has some to take. */
const mostLanes = 64

/** Sends up to `count` lanes; one that already waits is not sent twice (queue policy `short`). */
export async function wakeLanes(boss: PgBoss, trx: Trx, count: number): Promise<void> {
  const lanes = Array.from({ length: Math.min(count, mostLanes) }, (_, lane) => ({
    singletonKey: String(lane),
  }))
  await boss.insert(laneQueue, lanes, { db: fromKysely(trx) })
}
