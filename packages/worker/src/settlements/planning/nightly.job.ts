import { nightlyQueue } from '@order-settlement/shared/jobs/queues.ts'
import { startSettlement } from '@order-settlement/shared/settlements/start-settlement.ts'
import { sql } from 'kysely'
import type { Job } from '../../job.ts'

/**
 * Starts the settlement of the day before, by the database's clock in the worker's zone, or joins one of the
 * same day that is queued or running.
 *
 * Idempotent: the idempotency key consists of the day and the zone.
 */
export const nightlyJob: Job = {
  queue: nightlyQueue,
  concurrency: () => 1,
  schedule: ({ nightlyCron, timezone }) =>
    nightlyCron === undefined ? undefined : { cron: nightlyCron, timezone, catchUp: true },
  async handler({ db, boss, logger, timezone }) {
    const { job_id, replayed } = await db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ day: string }>`
        select (clock_timestamp() at time zone ${timezone})::date - 1 as day`.execute(trx)
      const day = rows[0]?.day ?? ''
      const key = `nightly/${day}/${timezone}`
      return await startSettlement(trx, boss, {
        from: day,
        to: day,
        timezone,
        key,
        createdBy: 'schedule',
      })
    })
    if (!replayed) logger.info({ job_id }, 'nightly settlement started')
  },
}
