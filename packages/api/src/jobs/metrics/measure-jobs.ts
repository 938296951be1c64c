import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@order-settlement/db/tables.ts'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { readOldestJobs, registerOpenJobMetrics } from './open-job-metrics.ts'
import { readOutcomes, registerOutcomeMetrics } from './outcome-metrics.ts'
import { readQueues, registerQueueMetrics } from './queue-metrics.ts'

/** How long an answer is kept, and how long a scrape waits for one, in ms. */
const keepMs = 5_000
const timeoutMs = 1_000

/**
 * Registers the state of queues and jobs, read from the database at a scrape, one query at a time. Without an answer
 * there is no sample, rather than an old one. Every api reports the same numbers: aggregate with max, not sum.
 */
const plugin: FastifyPluginAsync<{ db: Database }> = async (app, { db }) => {
  let reading: ReturnType<typeof readState> | undefined
  const read = () => {
    reading ??= readState(db).finally(() => setTimeout(() => (reading = undefined), keepMs).unref())
    return Promise.race([reading, sleep(timeoutMs, undefined, { ref: false })])
  }
  registerQueueMetrics(app.registry, async () => (await read())?.queues)
  registerOpenJobMetrics(app.registry, async () => (await read())?.oldestJobs)
  registerOutcomeMetrics(app.registry, async () => (await read())?.outcomes)
}

export const measureJobs = fp(plugin, {
  name: 'measure-jobs',
  dependencies: ['measure-process'],
})

/** One query after the other, so that a scrape takes one connection. What cannot be read is undefined. */
async function readState(db: Database) {
  const queues = await readQueues(db).catch(() => undefined)
  const oldestJobs = await readOldestJobs(db).catch(() => undefined)
  const outcomes = await readOutcomes(db).catch(() => undefined)
  return { queues, oldestJobs, outcomes }
}
