import type { Database } from '@order-settlement/db/tables.ts'
import { queueNames } from '@order-settlement/shared/jobs/queues.ts'
import { sql } from 'kysely'
import { Gauge, type Registry } from 'prom-client'

const states = ['created', 'retry', 'active', 'failed'] as const

/** The messages of a queue in one state. */
export interface QueueDepth {
  name: string
  state: (typeof states)[number]
  messages: number
  /** How long the oldest one that is due has waited, in seconds; null if none waits. */
  oldest_seconds: number | null
}

/** From a partial index of pg-boss that contains only these states. */
export async function readQueues(db: Database): Promise<QueueDepth[]> {
  const { rows } = await sql<QueueDepth>`
    select name, state, count(*)::integer as messages,
      max(extract(epoch from clock_timestamp() - start_after)) filter (
        where state in ('created', 'retry') and start_after <= clock_timestamp()
      )::float8 as oldest_seconds
    from pgboss.job
    where name = any(${queueNames}) and state in ('created', 'retry', 'active', 'failed')
    group by name, state`.execute(db)
  return rows
}

/** @param read the newest state of the queues; undefined for no sample */
export function registerQueueMetrics(
  registry: Registry,
  read: () => Promise<QueueDepth[] | undefined>,
): void {
  const registers = [registry]
  new Gauge({
    name: 'order_settlement_queue_messages',
    help: 'Queue messages that are not completed: created and retry are waiting, active is being handled, failed has no retries left. Every api reports the same: use max, not sum.',
    labelNames: ['queue', 'state'] as const,
    registers,
    async collect() {
      const depths = await read()
      this.reset()
      if (!depths) return
      for (const queue of queueNames) for (const state of states) this.set({ queue, state }, 0)
      for (const { name, state, messages } of depths) this.set({ queue: name, state }, messages)
    },
  })
  new Gauge({
    name: 'order_settlement_queue_oldest_waiting_seconds',
    help: 'How long the oldest message of a queue has been due and not handled; 0 if none waits. Every api reports the same: use max, not sum.',
    labelNames: ['queue'] as const,
    registers,
    async collect() {
      const depths = await read()
      this.reset()
      if (!depths) return
      for (const queue of queueNames) {
        const ages = depths.filter(({ name }) => name === queue)
        this.set({ queue }, Math.max(0, ...ages.map(({ oldest_seconds }) => oldest_seconds ?? 0)))
      }
    },
  })
}
