import type { FastifyReply } from 'fastify'
import { isProblem } from '../../problems/problem-error.ts'
import { eventsAfter, type JobSnapshot } from './job-snapshot.ts'
import type { JobWatcher } from './job-topic.ts'

/** After a lost connection a client waits so long before it asks again, in ms. */
const retryMs = 1_000

export interface JobEventsOptions {
  /** Has the watcher told of the job from now on. @returns what ends that */
  watch(watcher: JobWatcher): () => void
  /** How long a listener may leave what it was sent unread, in ms; then it is disconnected. */
  stuckMs: number
  /** How long a stream may last, in ms: a client that comes again shows a key that is still good. */
  lastingMs: number
}

/**
 * Streams a job's events to one listener until the job has ended, the listener leaves, or the process stops.
 * Progress is a state, not a log: to a listener that reads slowly the states between are never sent.
 *
 * @returns once the stream has begun: whether it has. It has not if the listener knows the end already.
 * @throws ProblemError JOB_NOT_FOUND, or what reading the job threw, before the stream begins
 */
export async function streamJobEvents(
  { sse, raw }: FastifyReply,
  { watch, stuckMs, lastingMs }: JobEventsOptions,
): Promise<boolean> {
  const beginning = Promise.withResolvers<boolean>()
  let lastId = sse.lastEventId ?? undefined
  let newest: JobSnapshot | undefined
  let begun = false
  let stopping = false
  let stuck: NodeJS.Timeout | undefined
  let lasting: NodeJS.Timeout | undefined

  function begin(snapshot: JobSnapshot): void {
    if (snapshot.ended && eventsAfter(lastId, snapshot).length === 0) {
      leave()
      beginning.resolve(false)
      return
    }
    begun = true
    lasting = setTimeout(end, lastingMs)
    sse.keepAlive()
    // No event: it tells the client its part, and a proxy that the answer has begun.
    void sse.send({ data: undefined, retry: retryMs })
    beginning.resolve(true)
  }

  function pump(): void {
    if (!newest || !sse.isConnected || raw.writableNeedDrain) return
    for (const event of eventsAfter(lastId, newest)) {
      // It settles when the listener has read, which `drain` tells too.
      void sse.send(event)
      lastId = event.id
    }
    if (newest.ended || stopping) end()
    else if (raw.writableNeedDrain) stuck ??= setTimeout(() => raw.destroy(), stuckMs)
  }

  function end(): void {
    leave()
    sse.close()
    const late = setTimeout(() => raw.destroy(), stuckMs)
    raw.once('close', () => clearTimeout(late))
  }

  const leave = watch({
    seen(snapshot) {
      newest = snapshot
      if (!begun) begin(snapshot)
      if (begun) pump()
    },
    failed(error) {
      if (!begun) {
        leave()
        beginning.reject(error)
      } else if (isProblem(error, 'JOB_NOT_FOUND')) end()
    },
    stop() {
      stopping = true
      if (begun) end()
    },
  })
  raw.on('drain', () => {
    clearTimeout(stuck)
    stuck = undefined
    pump()
  })
  raw.once('close', () => {
    clearTimeout(stuck)
    clearTimeout(lasting)
    leave()
    beginning.resolve(true)
  })
  return await beginning.promise
}
