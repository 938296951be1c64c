import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import type { Logger } from '@order-settlement/shared/process/logger.ts'
import pRetry from 'p-retry'
import type pg from 'pg'
import { clientConfig } from './create-database.ts'
import { DatabaseClient } from './database-client.ts'

export interface ListenerOptions {
  /** Of a server, or a pooler that keeps sessions. Others swallow notifications without a word. */
  url: string
  /** Seen in `pg_stat_activity`. */
  applicationName: string
  channel: string
  logger: Pick<Logger, 'warn'>
  onNotification(payload: string): void
  /** Notifications may have been lost: the connection is new, or cannot be restored yet. */
  onGap(): void
}

export interface Listener {
  /** Connects, unless it has already, and reconnects with backoff until `close`. */
  start(): void
  /** Closes the connection for good, within 0.5 s even if the database hangs. */
  close(): Promise<void>
}

/** Listens on a channel with one connection: NOTIFY reaches every process that listens. */
export function listen(options: ListenerOptions): Listener {
  const { channel, logger, onGap } = options
  const closing = new AbortController()
  let listening: Promise<void> | undefined

  async function keepListening(): Promise<void> {
    while (!closing.signal.aborted) {
      const client = await pRetry(() => connect(options, closing.signal), {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: 100,
        maxTimeout: 2_000,
        signal: closing.signal,
        onFailedAttempt({ error }) {
          logger.warn({ channel, reason: error.message }, 'cannot listen for notifications')
          onGap()
        },
      })
      onGap()
      await once(client, 'end', { signal: closing.signal }).catch(() => client.end())
      if (!closing.signal.aborted) logger.warn({ channel }, 'listening connection lost')
    }
  }

  return {
    start() {
      if (closing.signal.aborted) return
      listening ??= keepListening().catch((error: unknown) => {
        if (!closing.signal.aborted) throw error
      })
    },
    async close() {
      closing.abort()
      await Promise.race([listening, setTimeout(500, undefined, { ref: false })])
    },
  }
}

async function connect(options: ListenerOptions, signal: AbortSignal): Promise<pg.Client> {
  const client = new DatabaseClient({ ...clientConfig(options), query_timeout: 5_000 })
  client.on('notification', ({ payload }) => options.onNotification(payload ?? ''))
  try {
    await client.connect()
    await client.query(`listen ${client.escapeIdentifier(options.channel)}`)
    signal.throwIfAborted()
    return client
  } catch (error) {
    await client.end()
    throw error
  }
}
