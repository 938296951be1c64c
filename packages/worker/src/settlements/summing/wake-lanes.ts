import type { Trx } from '@order-settlement/db/tables.ts'
import { laneQueue } from '@order-settlement/shared/jobs/queues.ts'
import { fromKysely, type PgBoss } from 'pg-boss'

/**
 * Sends two lanes, unless as many wait already (queue policy `short`). Each that finds a batch wakes two more,
 * so lanes spread over the free places of all workers, and two at most are left over at the end.
 */
export async function wakeLanes(boss: PgBoss, trx: Trx): Promise<void> {
  const lanes = [{ singletonKey: '0' }, { singletonKey: '1' }]
  await boss.insert(laneQueue, lanes, { db: fromKysely(trx) })
}
