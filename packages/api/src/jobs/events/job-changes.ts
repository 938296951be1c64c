import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { context, ROOT_CONTEXT } from '@opentelemetry/api'
import { connectionOptions, keepAliveOptions } from '@order-settlement/db/connection-options.ts'
import type { FastifyBaseLogger } from 'fastify'
import pRetry from 'p-retry'
import pg from 'pg'

export interface JobChangesOptions {
  /** Of the database. */
  url: string
  logger: FastifyBaseLogger
  /** The job of this id has changed. */
  changed(jobId: string): void
  /** Any job may have changed unheard: the connection is new, or could not be made again. */
  missed(): void
}

export interface JobChanges {
  /** Begins to listen, if it has not begun. It goes on over lost connections until `close`. */
  open(): void
  /** Ends the connection, within half a second also when the database hangs. Nothing opens it again. */
  close(): Promise<void>
}

/** Hears of jobs that change, on one connection: NOTIFY reaches every process that listens. */
export function listenForJobChanges(options: JobChangesOptions): JobChanges {
  const { logger, changed, missed } = options
  const closing = new AbortController()
  let listening: Promise<void> | undefined

  async function keepListening(): Promise<void> {
    while (!closing.signal.aborted) {
      const client = await pRetry(connect, {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: 100,
        maxTimeout: 2_000,
        signal: closing.signal,
        onFailedAttempt({ error }) {
          logger.warn({ reason: error.message }, 'cannot listen for job changes')
          missed()
        },
      })
      missed()
      await once(client, 'end', { signal: closing.signal }).catch(() => client.end())
      if (!closing.signal.aborted) logger.warn('connection that listens for job changes lost')
    }
  }

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({
      ...connectionOptions(options.url),
      application_name: 'api-listener',
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      ...keepAliveOptions,
    })
    // 'end' follows; without a listener the event would end the process.
    client.on('error', () => {})
    client.on('notification', ({ payload }) => changed(payload ?? ''))
    try {
      await client.connect()
      await client.query('listen job_changed')
      closing.signal.throwIfAborted()
      return client
    } catch (error) {
      await client.end()
      throw error
    }
  }

  return {
    open() {
      if (closing.signal.aborted) return
      // For all who listen: it belongs to the trace of none.
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
