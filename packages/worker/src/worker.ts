import type { Database } from '@order-settlement/shared/database.ts'
import type { Logger } from '@order-settlement/shared/logger.ts'
import type { PgBoss } from 'pg-boss'

/** What every job of this process works with. */
export interface Worker {
  db: Database
  boss: PgBoss
  logger: Logger
  /** Aborts when the process is told to stop: a job then ends at its next safe place. */
  stopping: AbortSignal
  /** Lanes that this process runs at a time. */
  lanes: number
  /** Rows in a batch. */
  batchSize: number
  /** Where the CSV files lie. */
  settlementDir: string
}
