import { setTimeout } from 'node:timers/promises'
import { context, ROOT_CONTEXT } from '@opentelemetry/api'
import type { JobSnapshot } from './job-snapshot.ts'

/** From the start of one read of a job to the start of the next, in ms: at most ten reads a second. */
const readIntervalMs = 100
/** After a failed read, in ms. */
const retryDelayMs = 1_000

export interface JobSubscriber {
  /** The job, read after the subscription and again after each change. */
  onSnapshot(snapshot: JobSnapshot): void
  /** A read failed. It is retried while there are subscribers. */
  onError(error: unknown): void
  /** The process is shutting down. */
  onShutdown(): void
}

export interface JobTopic {
  subscribers: ReadonlySet<JobSubscriber>
  subscribe(subscriber: JobSubscriber): void
  unsubscribe(subscriber: JobSubscriber): void
  /** Reads the job again, once for all subscribers. Calls during a read are coalesced into the next one. */
  refresh(): void
}

/** The subscribers of one job in this process: a change is one read, no matter how many they are. */
export function createJobTopic(read: () => Promise<JobSnapshot>): JobTopic {
  const subscribers = new Set<JobSubscriber>()
  let stale = false
  let reading = false

  async function readWhileStale(): Promise<void> {
    reading = true
    while (stale && subscribers.size > 0) {
      stale = false
      const interval = setTimeout(readIntervalMs, undefined, { ref: false })
      if (!(await publish(read, subscribers))) {
        stale = true
        await setTimeout(retryDelayMs, undefined, { ref: false })
      }
      await interval
    }
    reading = false
  }

  function refresh(): void {
    stale = true
    // Shared by all subscribers, so it must not run in the trace of the request that starts it.
    if (!reading) void context.with(ROOT_CONTEXT, readWhileStale)
  }

  return {
    subscribers,
    subscribe(subscriber) {
      subscribers.add(subscriber)
      refresh()
    },
    unsubscribe(subscriber) {
      subscribers.delete(subscriber)
    },
    refresh,
  }
}

/** Reads the job for its subscribers. @returns whether the read succeeded */
async function publish(
  read: () => Promise<JobSnapshot>,
  subscribers: ReadonlySet<JobSubscriber>,
): Promise<boolean> {
  // Excludes those who subscribe during the read: they may have seen a newer job than it returns.
  const receivers = [...subscribers]
  const stillSubscribed = () => receivers.filter((receiver) => subscribers.has(receiver))
  try {
    const snapshot = await read()
    for (const subscriber of stillSubscribed()) subscriber.onSnapshot(snapshot)
    return true
  } catch (error) {
    for (const subscriber of stillSubscribed()) subscriber.onError(error)
    return false
  }
}
