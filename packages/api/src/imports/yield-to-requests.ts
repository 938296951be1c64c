import type { Server } from 'node:http'
import { setTimeout } from 'node:timers/promises'

/** Requests/s from which an import yields. */
const busyFrom = 100

/**
 * Lets imports yield to other requests, which share the processors with them: while there are many, an import rests
 * after each part of its work for as long as that took.
 *
 * @returns creates what an import awaits after each part, with the ms that it took
 */
export function yieldToRequests(server: Server): () => (workedMs: number) => Promise<void> {
  let requests = 0
  server.on('request', () => {
    requests += 1
  })
  return () => {
    let counted = requests
    let since = performance.now()
    return async (workedMs) => {
      const perSecond = ((requests - counted) / (performance.now() - since)) * 1_000
      if (perSecond > busyFrom) await setTimeout(workedMs)
      counted = requests
      since = performance.now()
    }
  }
}
