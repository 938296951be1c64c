import { startRun } from '@order-settlement/shared/settlements/start-settlement.ts'
import { sql } from 'kysely'
import type { Worker } from '../../worker.ts'

/**
 * Starts the settlement of the day before, by the database's clock in the worker's zone, or joins one of
 * that day that is under way.
 *
 * Idempotent: the day and the zone are its idempotency key.
 */
export async function startNightlySettlement({
  db,
  boss,
  logger,
  timezone,
}: Worker): Promise<void> {
  const run = await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ day: string }>`
      select (clock_timestamp() at time zone ${timezone})::date - 1 as day`.execute(trx)
    const day = rows[0]?.day ?? ''
    const key = `nightly/${day}/${timezone}`
    return await startRun(trx, boss, { from: day, to: day, timezone, key })
  })
  if (!run.replayed) logger.info({ job_id: run.job_id }, 'nightly settlement started')
}
