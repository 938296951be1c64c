import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@order-settlement/db/tables.ts'
import { queueNames } from '@order-settlement/shared/jobs/queues.ts'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { sql } from 'kysely'
import { Gauge } from 'prom-client'

/** How long an answer holds, in ms, and how long it is waited for. */
const holdMs = 5_000
const patienceMs = 1_000

const states = ['created', 'retry', 'active', 'failed'] as const

interface QueueDepth {
  name: string
  state: (typeof states)[number]
  jobs: number
}

/**
 * Adds the jobs in each queue, asked of the database when somebody wants to know. While it does not answer there
 * is no number, rather than an old one; never is more than one query under way.
 */
const plugin: FastifyPluginAsync<{ db: Database }> = async (app, { db }) => {
  let reading: Promise<QueueDepth[] | undefined> | undefined
  const read = () => {
    reading ??= readDepths(db)
      .catch(() => undefined)
      .finally(() => setTimeout(() => (reading = undefined), holdMs).unref())
    return reading
  }
  new Gauge({
    name: 'queue_jobs',
    help: 'Jobs in a queue that are not done: created and retry wait, active is worked on, failed is given up.',
    labelNames: ['queue', 'state'] as const,
    registers: [app.registry],
    async collect() {
      const depths = await Promise.race([read(), sleep(patienceMs, undefined, { ref: false })])
      this.reset()
      if (!depths) return
      for (const queue of queueNames) for (const state of states) this.set({ queue, state }, 0)
      for (const { name, state, jobs } of depths) this.set({ queue: name, state }, jobs)
    },
  })
}

export const measureQueues = fp(plugin, {
  name: 'measure-queues',
  dependencies: ['measure-process'],
})

/** From an index of pg-boss that holds these states alone, whatever else it keeps. */
async function readDepths(db: Database): Promise<QueueDepth[]> {
  const { rows } = await sql<QueueDepth>`
    select name, state, count(*)::integer as jobs from pgboss.job
    where name = any(${queueNames}) and state in ('created', 'retry', 'active', 'failed')
    group by name, state`.execute(db)
  return rows
}
