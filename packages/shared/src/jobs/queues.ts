import type { Trx } from '@order-settlement/db/tables.ts'
import { fromKysely, type PgBoss, type Queue } from 'pg-boss'
import Type, { type Static } from 'typebox'

/** What a settlement's step carries: the row of `jobs` that it works for. */
export const settlementPayload = Type.Object({ job_id: Type.String() })
export type SettlementPayload = Static<typeof settlementPayload>

// A worker that stops answering loses its job after ten seconds, the least that pg-boss knows; an
// attempt may last a day, the most. NOTIFY wakes an idle worker within milliseconds.
const settlementQueue = {
  notify: true,
  heartbeatSeconds: 10,
  expireInSeconds: 23 * 60 * 60,
  retryLimit: 5,
  retryDelay: 1,
  deleteAfterSeconds: 24 * 60 * 60,
}

/** A job that failed for good. Its settlement ends FAILED, however its worker died. */
export const deadQueue = 'settlement-dead'
/** Cuts the range of a settlement into batches. */
export const planQueue = 'settlement-plan'
/** Wakes a lane, which sums batches of whatever settlement has some. */
export const laneQueue = 'settlement-lane'
/** Replaces the settled range and writes the CSV, once all batches are summed. */
export const publishQueue = 'settlement-publish'
/** Clears away what a cancelled or failed settlement left. */
export const discardQueue = 'settlement-discard'
/** Starts the settlement of the day before. */
export const nightlyQueue = 'settlement-nightly'
/** Clears away what is too old to be of use. */
export const cleanupQueue = 'settlement-cleanup'

const queues: Queue[] = [
  { name: deadQueue, ...settlementQueue, retryLimit: 1000 },
  { name: planQueue, ...settlementQueue, deadLetter: deadQueue },
  // A lane serves every settlement, so one waiting message for each lane is enough.
  { name: laneQueue, ...settlementQueue, policy: 'short', retryLimit: 1000 },
  { name: publishQueue, ...settlementQueue, deadLetter: deadQueue },
  { name: discardQueue, ...settlementQueue, retryLimit: 1000 },
  { name: nightlyQueue, ...settlementQueue, retryLimit: 1000 },
  // One at a time, over all workers; the next hour tries again.
  { name: cleanupQueue, ...settlementQueue, policy: 'singleton', retryLimit: 0 },
]

/** All queues that workers serve. */
export const queueNames = queues.map(({ name }) => name)

/** Creates the queues, or brings their options up to date. Safe to run from several processes at once. */
export async function installQueues(boss: PgBoss): Promise<void> {
  for (const { name, policy, ...options } of queues) {
    await boss.createQueue(name, { ...options, ...(policy ? { policy } : {}) })
    await boss.updateQueue(name, options)
  }
}

/** Sends a settlement's next step within the transaction that makes it due. */
export async function sendStep(
  boss: PgBoss,
  trx: Trx,
  queue: typeof planQueue | typeof publishQueue | typeof discardQueue,
  jobId: string,
): Promise<void> {
  const payload: SettlementPayload = { job_id: jobId }
  await boss.send(queue, payload, { db: fromKysely(trx) })
}
