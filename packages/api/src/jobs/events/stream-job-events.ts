import type { FastifyReply } from 'fastify'
import { isProblem } from '../../problems/problem-error.ts'
import { createEventWriter } from './event-writer.ts'
import type { JobSubscriber } from './job-topic.ts'

/** How long clients wait before they reconnect, in ms. */
const reconnectMs = 1_000

export interface JobEventsOptions {
  /** Subscribes to the job. @returns a function that unsubscribes */
  subscribe(subscriber: JobSubscriber): () => void
  /** Disconnects a client that leaves sent data unread for this long, in ms. */
  unreadTimeoutMs: number
  /** Ends a stream after this long, in ms, so that its client reconnects and its API key is checked again. */
  maxDurationMs: number
}

/**
 * Streams a job's events to one client until the job ends, the client leaves, or the process stops. A client
 * that reads slowly skips the states in between.
 *
 * @returns once the stream has started: true; false if the client has received the end already
 * @throws ProblemError JOB_NOT_FOUND, or what reading the job threw, before the stream starts
 */
export async function streamJobEvents(
  reply: FastifyReply,
  { subscribe, unreadTimeoutMs, maxDurationMs }: JobEventsOptions,
): Promise<boolean> {
  const { sse, raw } = reply
  const starting = Promise.withResolvers<boolean>()
  const writer = createEventWriter(reply, { unreadTimeoutMs, onEnd: end })
  let started = false
  let shuttingDown = false
  let maxDurationTimer: NodeJS.Timeout | undefined

  function start(): void {
    started = true
    maxDurationTimer = setTimeout(end, maxDurationMs)
    sse.keepAlive()
    // Not an event: it sets the client's delay, and shows proxies that the response has started.
    void sse.send({ data: undefined, retry: reconnectMs })
    starting.resolve(true)
  }

  function end(): void {
    unsubscribe()
    writer.close()
  }

  const unsubscribe = subscribe({
    onSnapshot(snapshot) {
      if (!started && writer.hasReceivedEnd(snapshot)) {
        unsubscribe()
        starting.resolve(false)
        return
      }
      if (!started) start()
      writer.write(snapshot)
      if (shuttingDown) end()
    },
    onError(error) {
      if (!started) {
        unsubscribe()
        starting.reject(error)
      } else if (isProblem(error, 'JOB_NOT_FOUND')) end()
    },
    onShutdown() {
      shuttingDown = true
      if (started) end()
    },
  })
  raw.once('close', () => {
    clearTimeout(maxDurationTimer)
    unsubscribe()
    starting.resolve(true)
  })
  return await starting.promise
}
