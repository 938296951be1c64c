import { isLockNotAvailable } from '@order-settlement/db/database-errors.ts'
import pRetry from 'p-retry'
import type { Worker } from '../worker.ts'
import {
  findDroppedMonths,
  findDueArchives,
  findReasonToKeep,
  isCurrent,
  markChanged,
  readMonth,
  recordDrop,
  waitForWriters,
} from './archived-months.queries.ts'
import { removeDroppedMonth } from './remove-dropped-month.ts'

/** What a worker needs for it. */
export type ArchivesWorker = Pick<Worker, 'db' | 'logger' | 'stopping' | 'archivedRetentionMonths'>

/**
 * Drops the months that are archived and ended longer ago than their retention, and removes the rows of dropped ones. A
 * month that cannot be dropped is kept, and the log says why. What is not done, since the tables are in use or the
 * worker stops, is left to the next hour.
 *
 * Idempotent: a month is dropped by the commit that records it, and its rows are removed until that is recorded.
 */
export async function dropArchivedMonths(worker: ArchivesWorker): Promise<void> {
  const { db, logger, stopping, archivedRetentionMonths: months } = worker
  try {
    for (const month of months > 0 ? await findDueArchives(db, months) : []) {
      if (stopping.aborted) return
      await dropMonth(worker, month)
    }
    for (const month of await findDroppedMonths(db)) {
      if (!(await removeDroppedMonth(worker, month))) return
      logger.info({ month }, 'rows of dropped month removed')
    }
  } catch (error) {
    if (!isLockNotAvailable(error)) throw error
    logger.warn({ err: error }, 'tables are in use, archived months are dropped in an hour')
  }
}

async function dropMonth({ db, logger, stopping }: ArchivesWorker, month: string): Promise<void> {
  const keep = (reason: string) => logger.info({ month, reason }, 'archived month kept')
  const reason = await findReasonToKeep(db, month)
  if (reason) return keep(reason)
  // To read a month takes minutes, so it is compared without locks, and only changes since then are looked for under them.
  if (!(await waitForWriters(db, stopping))) return keep('transactions of before are still running')
  const seen = await readMonth(db, month)
  if (!isCurrent(seen)) {
    await markChanged(db, seen)
    logger.warn({ month }, 'archived month has changed, archive it again')
    return
  }
  if (await retryLocks(() => recordDrop(db, seen))) logger.info({ month }, 'archived month dropped')
  else keep('it has changed while it was compared')
}

/** Some seconds, since another hour would compare the month anew. */
async function retryLocks(record: () => Promise<boolean>): Promise<boolean> {
  return await pRetry(record, {
    retries: 5,
    minTimeout: 200,
    randomize: true,
    shouldRetry: ({ error }) => isLockNotAvailable(error),
  })
}
