import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { context, ROOT_CONTEXT } from '@opentelemetry/api'
import { connectionOptions, keepAliveOptions } from '@order-settlement/db/connection-options.ts'
import type { FastifyBaseLogger } from 'fastify'
import pRetry from 'p-retry'
import pg from 'pg'

export interface JobListenerOptions {
  databaseUrl: string
  logger: FastifyBaseLogger
  onChange(jobId: string): void
  /** Notifications may have been lost: the connection is new, or cannot be restored yet. */
  onGap(): void
}

export interface JobListener {
  /** Connects, unless it has already, and reconnects with backoff until `close`. */
  start(): void
  /** Closes the connection for good, within 0.5 s even if the database hangs. */
  close(): Promise<void>
}

/** Listens for changed jobs on one connection: NOTIFY reaches every process that listens. */
export function listenForJobChanges(options: JobListenerOptions): JobListener {
  const { logger, onGap } = options
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
          logger.warn({ reason: error.message }, 'cannot listen for job changes')
          onGap()
        },
      })
      onGap()
      await once(client, 'end', { signal: closing.signal }).catch(() => client.end())
      if (!closing.signal.aborted) logger.warn('connection that listens for job changes lost')
    }
  }

  return {
    start() {
      if (closing.signal.aborted) return
      // Shared by all subscribers, so it must not run in the trace of the request that starts it.
      listening ??= context.with(ROOT_CONTEXT, keepListening).catch((error: unknown) => {
        if (!closing.signal.aborted) throw error
      })
    },
    async close() {
      closing.abort()
      await Promise.race([listening, setTimeout(500, undefined, { ref: false })])
    },
  }
}

async function connect(options: JobListenerOptions, signal: AbortSignal): Promise<pg.Client> {
  const client = new pg.Client({
    ...connectionOptions(options.databaseUrl),
    application_name: 'api-listener',
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    ...keepAliveOptions,
  })
  // 'end' follows. An 'error' event that nothing handles would crash the process.
  client.on('error', () => {})
  client.on('notification', ({ payload }) => options.onChange(payload ?? ''))
  try {
    await client.connect()
    await client.query('listen job_changed')
    signal.throwIfAborted()
    return client
  } catch (error) {
    await client.end()
    throw error
  }
}
