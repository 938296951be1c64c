import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@order-settlement/db/tables.ts'
import { queueNames } from '@order-settlement/shared/jobs/queues.ts'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { sql } from 'kysely'
import { Gauge } from 'prom-client'

/** How long a result is cached, and how long a scrape waits for one, in ms. */
const cacheMs = 5_000
const timeoutMs = 1_000

const states = ['created', 'retry', 'active', 'failed'] as const

interface QueueDepth {
  name: string
  state: (typeof states)[number]
  messages: number
}

/**
 * Registers the depth of each queue, read from the database at a scrape, one query at a time. A scrape that gets no
 * result has no samples rather than old ones. Every api reports the same numbers: aggregate with max, not sum.
 */
const plugin: FastifyPluginAsync<{ db: Database }> = async (app, { db }) => {
  let reading: Promise<QueueDepth[] | undefined> | undefined
  const read = () => {
    reading ??= readDepths(db)
      .catch(() => undefined)
      .finally(() => setTimeout(() => (reading = undefined), cacheMs).unref())
    return reading
  }
  new Gauge({
    name: 'order_settlement_queue_messages',
    help: 'Queue messages that are not completed: created and retry are waiting, active is being handled, failed has no retries left. Every api reports the same: use max, not sum.',
    labelNames: ['queue', 'state'] as const,
    registers: [app.registry],
    async collect() {
      const depths = await Promise.race([read(), sleep(timeoutMs, undefined, { ref: false })])
      this.reset()
      if (!depths) return
      for (const queue of queueNames) for (const state of states) this.set({ queue, state }, 0)
      for (const { name, state, messages } of depths) this.set({ queue: name, state }, messages)
    },
  })
}

export const measureQueues = fp(plugin, {
  name: 'measure-queues',
  dependencies: ['measure-process'],
})

/** Served by pg-boss's partial index on these states. */
async function readDepths(db: Database): Promise<QueueDepth[]> {
  const { rows } = await sql<QueueDepth>`
    select name, state, count(*)::integer as messages from pgboss.job
    where name = any(${queueNames}) and state in ('created', 'retry', 'active', 'failed')
    group by name, state`.execute(db)
  return rows
}
