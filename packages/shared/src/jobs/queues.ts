import type { Trx } from '@order-settlement/db/tables.ts'
import { fromKysely, type PgBoss, type Queue } from 'pg-boss'
import Type, { type Static, type TObject } from 'typebox'

/** The payload of a message about one job. */
export const settlementPayload = Type.Object({ job_id: Type.String() })
export const emptyPayload = Type.Object({})

/** A queue of pg-boss: its name, the payload of its messages, and the options that they inherit. */
export interface QueueDefinition<Payload extends TObject = TObject> {
  name: string
  payload: Payload
  options: Omit<Queue, 'name'>
}

// The handlers are the worker's *.job.ts. Names, payloads and options are shared: migrations create the queues, and
// the api sends to them before the first worker starts.

/** Dead letters: messages of other queues that have no retries left. */
export const deadQueue = define('settlement-dead', settlementPayload, { retryLimit: 1000 })
/** Divides the range of a job into parts. */
export const planQueue = define('settlement-plan', settlementPayload, {
  deadLetter: deadQueue.name,
})
/**
 * Sums batches of all jobs, so a message names no job and one message for each idle worker is enough. The queue keeps
 * its first name, since workers of different versions share it during an upgrade.
 */
export const sumQueue = define('settlement-lane', emptyPayload, {
  policy: 'short',
  retryLimit: 1000,
})
/** Replaces the settled range and writes the CSV, once all batches are summed. */
export const publishQueue = define('settlement-publish', settlementPayload, {
  deadLetter: deadQueue.name,
})
/** Deletes the files of a cancelled or failed job. */
export const discardQueue = define('settlement-discard', settlementPayload, { retryLimit: 1000 })
/** Starts the settlement of the previous day. */
export const nightlyQueue = define('settlement-nightly', emptyPayload, { retryLimit: 1000 })
/** Deletes files and sums past their retention: one message at a time over all workers, no retry before the next hour. */
export const cleanUpQueue = define('settlement-cleanup', emptyPayload, {
  policy: 'singleton',
  retryLimit: 0,
})

const queues: QueueDefinition[] = [
  // First, since the others refer to it.
  deadQueue,
  planQueue,
  sumQueue,
  publishQueue,
  discardQueue,
  nightlyQueue,
  cleanUpQueue,
]

export const queueNames = queues.map(({ name }) => name)

function define<Payload extends TObject>(
  name: string,
  payload: Payload,
  options: Omit<Queue, 'name'>,
): QueueDefinition<Payload> {
  const defaults = {
    // NOTIFY wakes an idle worker within milliseconds.
    notify: true,
    // A message returns to its queue after 10 s without a heartbeat, pg-boss's minimum.
    heartbeatSeconds: 10,
    // The longest attempt; pg-boss allows at most 24 h.
    expireInSeconds: 23 * 60 * 60,
    retryLimit: 5,
    retryDelay: 1,
    deleteAfterSeconds: 24 * 60 * 60,
  }
  return { name, payload, options: { ...defaults, ...options } }
}

/** Creates the queues, or updates their options. Safe to call from several processes at once. */
export async function installQueues(boss: PgBoss): Promise<void> {
  for (const { name, options } of queues) {
    const { policy, ...updatable } = options
    await boss.createQueue(name, { ...updatable, ...(policy ? { policy } : {}) })
    await boss.updateQueue(name, updatable)
  }
}

/** Sends a message within the transaction: both commit, or neither. */
export async function sendMessage<Payload extends TObject>(
  boss: PgBoss,
  trx: Trx,
  queue: QueueDefinition<Payload>,
  payload: Static<Payload>,
): Promise<void> {
  await boss.send(queue.name, payload, { db: fromKysely(trx) })
}
