import { setTimeout } from 'node:timers/promises'
import { errorCode, isDatabaseUnavailable } from '@order-settlement/db/database-errors.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { queueNames } from '@order-settlement/shared/jobs/queues.ts'
import { sql } from 'kysely'

export interface Health {
  database: 'ok' | 'unavailable'
  queue: 'ok' | 'unavailable'
}

const unavailable: Health = { database: 'unavailable', queue: 'unavailable' }

/**
 * Creates the check whether the database responds and the queue is installed. It returns within 1.5 s even if the
 * database hangs, and has at most one query in flight.
 */
export function createHealthCheck(db: Database): () => Promise<Health> {
  let running: Promise<Health> | undefined
  return () => {
    running ??= probe(db).finally(() => {
      running = undefined
    })
    return Promise.race([running, setTimeout(1_500, unavailable, { ref: false })])
  }
}

async function probe(db: Database): Promise<Health> {
  try {
    const { rows } = await sql`select from pgboss.queue where name = any(${queueNames})`.execute(db)
    return { database: 'ok', queue: rows.length === queueNames.length ? 'ok' : 'unavailable' }
  } catch (error) {
    // An SQL error, such as a missing table, is a response too.
    const responded = !isDatabaseUnavailable(error) && /^[0-9A-Z]{5}$/.test(errorCode(error))
    return { ...unavailable, database: responded ? 'ok' : 'unavailable' }
  }
}
