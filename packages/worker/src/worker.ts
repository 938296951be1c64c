import type { Database } from '@order-settlement/db/tables.ts'
import type { Logger } from '@order-settlement/shared/process/logger.ts'
import type { SettlementStore } from '@order-settlement/storage/settlement-store.ts'
import type { PgBoss } from 'pg-boss'
import type { Metrics } from './metrics.ts'
import type { AdaptiveLimit } from './settlements/summing/adaptive-limit.ts'
import type { Throttle } from './settlements/summing/throttle.ts'

/** What every job of this process works with. */
export interface Worker {
  db: Database
  boss: PgBoss
  logger: Logger
  metrics: Metrics
  /** Aborts at SIGTERM: a job then ends at its next safe point. */
  stopping: AbortSignal
  /** Batches that this process sums at the same time at most (WORKERS). */
  sumConcurrency: number
  /** Finds how many of them make the database faster, anew for each message: what was learned may no longer hold. */
  createSumLimit: () => AdaptiveLimit
  /** Limits summing, and checking the sums of an earlier attempt, during a sale. */
  throttle: Throttle
  /** Rows in a batch. */
  batchSize: number
  /** IANA zone of the nightly settlement's day. */
  timezone: string
  /** ISO 4217, of merchants that nobody described. */
  currency: string
  /** When the nightly settlement starts, as five cron fields; undefined turns it off. */
  nightlyCron: string | undefined
  /** Days that CSV files are kept; 0 keeps them for ever. */
  retentionDays: number
  /** Days that ended jobs are kept; 0 keeps them for ever. */
  jobRetentionDays: number
  /** Whole months that what jobs changed is kept; 0 keeps it for ever. */
  changesRetentionMonths: number
  /** Whole months after which archived months are dropped; 0 keeps them for ever. */
  archivedRetentionMonths: number
  /** Where the CSV files are. */
  store: SettlementStore
}
