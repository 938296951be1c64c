import { isDatabaseUnavailable } from '@order-settlement/db/database-errors.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import type { Logger } from '@order-settlement/shared/process/logger.ts'
import { fromKysely, PgBoss } from 'pg-boss'
import { ProblemError } from '../problems/problem-error.ts'

/** A pg-boss that only sends messages, over the pool `db`. It installs, maintains and handles nothing. */
export function createQueueClient(db: Database, logger: Logger): PgBoss {
  const boss = new PgBoss({
    db: fromKysely(db),
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    // The worker continues the trace of the request that sent the message.
    openTelemetry: { propagateContext: true },
  })
  boss.on('error', (error) => logger.warn({ err: error }, 'queue error'))
  return boss
}

/**
 * Makes sure that messages can be sent. Called before each send and free once it has succeeded, so that an api
 * that started before its database needs no restart.
 *
 * @throws ProblemError QUEUE_UNAVAILABLE if the queue is not installed; the driver's error if the database is unreachable
 */
export async function startQueue(boss: PgBoss): Promise<void> {
  try {
    await boss.start()
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error
    throw new ProblemError('QUEUE_UNAVAILABLE', undefined, undefined, { cause: error })
  }
}
