import type { Trx } from '@order-settlement/db/tables.ts'
import { fromKysely, type PgBoss, type Queue } from 'pg-boss'
import Type, { type Static, type TObject } from 'typebox'

/** What a message about one settlement carries: the id of its row in `jobs`. */
export const settlementPayload = Type.Object({ job_id: Type.String() })
export const emptyPayload = Type.Object({})

/** A queue of pg-boss: its name, what its messages carry, and the options that each message inherits. */
export interface QueueDefinition<Payload extends TObject = TObject> {
  name: string
  payload: Payload
  options: Omit<Queue, 'name'>
}

// The worker states what it does with a message in the queue's *.job.ts. Names, payloads and options are
// here because migrating creates the queues and the api sends to them before a worker has ever started.

/** Messages of other queues that failed for good. */
export const deadQueue = define('settlement-dead', settlementPayload, { retryLimit: 1000 })
/** Divides the range of a settlement into batches. */
export const planQueue = define('settlement-plan', settlementPayload, {
  deadLetter: deadQueue.name,
})
/**
 * Sums batches of all settlements, so a message names none and one for each idle slot is enough. Workers of
 * different versions share the name during an upgrade, so it stays as it was first chosen.
 */
export const sumQueue = define('settlement-lane', emptyPayload, {
  policy: 'short',
  retryLimit: 1000,
})
/** Replaces the settled range and writes the CSV, once all batches are summed. */
export const publishQueue = define('settlement-publish', settlementPayload, {
  deadLetter: deadQueue.name,
})
/** Removes the files of a cancelled or failed settlement. */
export const discardQueue = define('settlement-discard', settlementPayload, { retryLimit: 1000 })
/** Starts the settlement of the day before. */
export const nightlyQueue = define('settlement-nightly', emptyPayload, { retryLimit: 1000 })
/** Deletes files and sums past their age: one message at a time over all workers, no retry before the next hour. */
export const cleanUpQueue = define('settlement-cleanup', emptyPayload, {
  policy: 'singleton',
  retryLimit: 0,
})

const queues: QueueDefinition[] = [
  // Before the queues that refer to it.
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
    // Wakes an idle worker within milliseconds.
    notify: true,
    // A message returns to its queue after 10 s without a heartbeat, the minimum that pg-boss allows.
    heartbeatSeconds: 10,
    // How long one attempt may take; pg-boss allows 24 h at most.
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

/** Sends a message within the transaction that makes it due. */
export async function sendMessage<Payload extends TObject>(
  boss: PgBoss,
  trx: Trx,
  queue: QueueDefinition<Payload>,
  payload: Static<Payload>,
): Promise<void> {
  await boss.send(queue.name, payload, { db: fromKysely(trx) })
}
