import { cleanupQueue, nightlyQueue } from '@order-settlement/shared/jobs/queues.ts'
import type { Worker } from './worker.ts'

const everyHour = '17 * * * *'

/**
 * Tells pg-boss when to send what; every worker says the same. A time that passed while no worker ran is made up
 * for once.
 *
 * @param nightly five cron fields in the worker's zone; none switches the nightly settlement off
 */
export async function startSchedules(
  { boss, timezone }: Worker,
  nightly: string | undefined,
): Promise<void> {
  await boss.schedule(cleanupQueue, everyHour)
  if (nightly) await boss.schedule(nightlyQueue, nightly, null, { tz: timezone, missed: 'once' })
  else await boss.unschedule(nightlyQueue)
}
