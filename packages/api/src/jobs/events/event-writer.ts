import type { FastifyReply } from 'fastify'
import { type JobSnapshot, pendingEvents } from './job-snapshot.ts'

export interface EventWriterOptions {
  /** Disconnects a client that leaves sent data unread for this long, in ms. */
  unreadTimeoutMs: number
  /** Called after the last event of an ended job. */
  onEnd(): void
}

export interface EventWriter {
  /** Whether the client has received the last event of an ended job. */
  hasReceivedEnd(snapshot: JobSnapshot): boolean
  /**
   * Sends the events that the client has not received. Under backpressure only the newest snapshot is kept,
   * and sent once the socket drains.
   */
  write(snapshot: JobSnapshot): void
  close(): void
}

/** Writes a job's events to one client of a Server-Sent Events stream. */
export function createEventWriter(
  { sse, raw }: FastifyReply,
  { unreadTimeoutMs, onEnd }: EventWriterOptions,
): EventWriter {
  let lastEventId = sse.lastEventId ?? undefined
  let newest: JobSnapshot | undefined
  let unreadTimer: NodeJS.Timeout | undefined

  function writeNewest(): void {
    if (!newest || !sse.isConnected || raw.writableNeedDrain) return
    for (const event of pendingEvents(lastEventId, newest)) {
      // Not awaited: the promise settles when the socket drains, which 'drain' reports as well.
      void sse.send(event)
      lastEventId = event.id
    }
    if (newest.ended) onEnd()
    else if (raw.writableNeedDrain) unreadTimer ??= setTimeout(() => raw.destroy(), unreadTimeoutMs)
  }

  function stopUnreadTimer(): void {
    clearTimeout(unreadTimer)
    unreadTimer = undefined
  }

  raw.on('drain', () => {
    stopUnreadTimer()
    writeNewest()
  })
  raw.once('close', stopUnreadTimer)
  return {
    hasReceivedEnd: (snapshot) =>
      snapshot.ended && pendingEvents(lastEventId, snapshot).length === 0,
    write(snapshot) {
      newest = snapshot
      writeNewest()
    },
    close() {
      sse.close()
      const timer = setTimeout(() => raw.destroy(), unreadTimeoutMs)
      raw.once('close', () => clearTimeout(timer))
    },
  }
}
