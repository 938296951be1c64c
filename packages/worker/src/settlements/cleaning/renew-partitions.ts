import { isLockNotAvailable } from '@order-settlement/db/database-errors.ts'
import { analyzeTables } from '@order-settlement/db/partitions/analyze-tables.ts'
import { dropPartitions } from '@order-settlement/db/partitions/drop-partitions.ts'
import { makePartitions } from '@order-settlement/db/partitions/make-partitions.ts'
import type { Worker } from '../../worker.ts'

/**
 * Makes the partitions of the next months, drops those past their retention, and analyses their tables. While these are in
 * use it leaves that to the next hour: partitions are made months ahead, and rows without one are in the default partition.
 */
export async function renewPartitions({
  db,
  logger,
  changesRetentionMonths: months,
}: Worker): Promise<void> {
  try {
    await analyzeTables(db)
    for (const partition of await makePartitions(db)) logger.info({ partition }, 'partition made')
    if (months === 0) return
    for (const partition of await dropPartitions(db, months)) {
      logger.info({ partition }, 'partition dropped')
    }
  } catch (error) {
    if (!isLockNotAvailable(error)) throw error
    logger.warn({ err: error }, 'tables are in use, partitions are renewed in an hour')
  }
}
