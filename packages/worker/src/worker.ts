import type { Database } from '@order-settlement/db/tables.ts'
import type { Logger } from '@order-settlement/shared/process/logger.ts'
import type { PgBoss } from 'pg-boss'
import type { Metrics } from './metrics.ts'
import type { Turn } from './settlements/summing/give-way.ts'

/** What every job of this process works with. */
export interface Worker {
  db: Database
  boss: PgBoss
  logger: Logger
  metrics: Metrics
  /** Aborts when the process is told to stop: a job then ends at its next safe place. */
  stopping: AbortSignal
  /** Lanes that this process runs at a time. */
  lanes: number
  /** What each batch waits for: while the shop sells, one is summed at a time. */
  turn: Turn
  /** Rows in a batch. */
  batchSize: number
  /** The zone that the nightly settlement's day is cut in. */
  timezone: string
  /** How long CSV files are kept, in days; 0 for ever. */
  retentionDays: number
  /** Where the CSV files lie. */
  settlementDir: string
}
