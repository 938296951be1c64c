import { setTimeout } from 'node:timers/promises'
import { context, ROOT_CONTEXT } from '@opentelemetry/api'
import type { JobSnapshot } from './job-snapshot.ts'

/** From the beginning of one read of a job to that of the next, in ms: ten reads a second at most. */
const pauseMs = 100
/** After a read that failed, in ms. */
const failurePauseMs = 1_000

export interface JobWatcher {
  /** The job as it was read after the watcher came, and again after each change. */
  seen(snapshot: JobSnapshot): void
  /** A read failed; it is tried again while somebody watches. */
  failed(error: unknown): void
  /** The process stops. */
  stop(): void
}

export interface JobTopic {
  watchers: ReadonlySet<JobWatcher>
  join(watcher: JobWatcher): void
  leave(watcher: JobWatcher): void
  /** Has the job read again, for all watchers at once. What comes while it is read shares the next read. */
  refresh(): void
}

/** One job, for all who watch it here: however many they are, it is read once a change. */
export function openJobTopic(read: () => Promise<JobSnapshot>): JobTopic {
  const watchers = new Set<JobWatcher>()
  let stale = false
  let busy = false

  async function keepFresh(): Promise<void> {
    busy = true
    while (stale && watchers.size > 0) {
      stale = false
      const pause = setTimeout(pauseMs, undefined, { ref: false })
      await tellAll()
      await pause
    }
    busy = false
  }

  async function tellAll(): Promise<void> {
    // Who comes during the read waits for the next: it may have seen the job as it is after this one.
    const audience = [...watchers]
    const present = () => audience.filter((watcher) => watchers.has(watcher))
    try {
      const snapshot = await read()
      for (const watcher of present()) watcher.seen(snapshot)
    } catch (error) {
      for (const watcher of present()) watcher.failed(error)
      stale = true
      await setTimeout(failurePauseMs, undefined, { ref: false })
    }
  }

  function refresh(): void {
    stale = true
    // For all who watch: it belongs to the trace of none.
    if (!busy) void context.with(ROOT_CONTEXT, keepFresh)
  }

  return {
    watchers,
    join(watcher) {
      watchers.add(watcher)
      refresh()
    },
    leave(watcher) {
      watchers.delete(watcher)
    },
    refresh,
  }
}
