import { randomUUID } from 'node:crypto'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/** Shorter than the 2 s within which a change reaches its clients, by what reading takes, in ms. */
const intervalMs = 1_500

export interface NotificationWatch {
  /** Starts, unless it has, to send notifications. */
  start(): void
  /** Sends one now: what has been sent before may be lost. */
  restart(): void
  /** @returns whether the notification is one of its own */
  receive(payload: string): boolean
  stop(): void
}

/**
 * Notices when notifications stay away: a pooler in transaction mode takes LISTEN without an error, and delivers
 * nothing. It sends one of its own every 1.5 s, over another connection as all senders do.
 *
 * @param onMissing called every 1.5 s while the last one has not arrived
 */
export function watchNotifications(
  db: Database,
  channel: string,
  onMissing: () => void,
): NotificationWatch {
  const own = randomUUID()
  let arrived = false
  let timer: NodeJS.Timeout | undefined

  function send(): void {
    arrived = false
    // If the database is out of reach, it does not arrive either.
    sql`select pg_notify(${channel}, ${own})`.execute(db).catch(() => {})
  }

  return {
    start() {
      if (timer) return
      send()
      timer = setInterval(() => {
        if (!arrived) onMissing()
        send()
      }, intervalMs)
      timer.unref()
    },
    restart() {
      if (timer) send()
    },
    receive(payload) {
      if (payload !== own) return false
      arrived = true
      return true
    },
    stop() {
      clearInterval(timer)
      timer = undefined
    },
  }
}
