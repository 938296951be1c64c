import type { Trx } from '@order-settlement/db/tables.ts'
import { nightlyQueue } from '@order-settlement/shared/jobs/queues.ts'
import { PeriodClosedError } from '@order-settlement/shared/settlements/closed-period.ts'
import { startSettlement } from '@order-settlement/shared/settlements/start-settlement.ts'
import { sql } from 'kysely'
import type { Job } from '../../job.ts'
import type { Worker } from '../../worker.ts'

/**
 * Starts the settlement of the day before, by the database's clock in the worker's zone, or joins one of the
 * same day that is queued or running. A day that is closed already is left as it is.
 *
 * Idempotent: the idempotency key consists of the day and the zone.
 */
export const nightlyJob: Job = {
  queue: nightlyQueue,
  concurrency: () => 1,
  schedule: ({ nightlyCron, timezone }) =>
    nightlyCron === undefined ? undefined : { cron: nightlyCron, timezone, catchUp: true },
  async handler(worker) {
    const { db, logger } = worker
    try {
      const { job_id, replayed } = await db
        .transaction()
        .execute((trx) => settleDayBefore(trx, worker))
      if (!replayed) logger.info({ job_id }, 'nightly settlement started')
    } catch (error) {
      if (!(error instanceof PeriodClosedError)) throw error
      logger.warn(error.period, 'nightly settlement not started: its day is closed')
    }
  },
}

async function settleDayBefore(trx: Trx, { boss, timezone }: Worker) {
  const { rows } = await sql<{ day: string }>`
    select (clock_timestamp() at time zone ${timezone})::date - 1 as day`.execute(trx)
  const day = rows[0]?.day ?? ''
  return await startSettlement(trx, boss, {
    from: day,
    to: day,
    timezone,
    key: `nightly/${day}/${timezone}`,
    createdBy: 'schedule',
  })
}
