import type { Trx } from '@order-settlement/db/tables.ts'
import { sumQueue } from '@order-settlement/shared/jobs/queues.ts'
import { fromKysely, type PgBoss } from 'pg-boss'

/**
 * Sends two messages to the sum queue, unless two wait already (queue policy `short`). Each worker that takes one
 * while a part is open sends two more, so all idle workers take part, and at most two messages are left over at the
 * end.
 */
export async function startSumming(boss: PgBoss, trx: Trx): Promise<void> {
  const messages = [{ singletonKey: '0' }, { singletonKey: '1' }]
  await boss.insert(sumQueue.name, messages, { db: fromKysely(trx) })
}
