import type { Job, JobStatus } from '@order-settlement/db/tables.ts'
import { type RawBuilder, sql } from 'kysely'

// QUEUED → RUNNING → COMPLETED. FAILED and CANCELLED follow QUEUED or RUNNING, and a retry leads from them back to
// QUEUED. Each transition is a function of this directory. Nothing else writes `status`, `planned`, `checking` and
// `publishing`, which a test checks.
export const jobStatuses = [
  'QUEUED',
  'RUNNING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
] as const satisfies JobStatus[]

/** The job has not ended. */
const openStatuses = ['QUEUED', 'RUNNING'] as const satisfies JobStatus[]
/** The job ended without being published. */
const retryableStatuses = ['FAILED', 'CANCELLED'] as const satisfies JobStatus[]

export function isOpen({ status }: Pick<Job, 'status'>): boolean {
  return openStatuses.some((open) => open === status)
}

export function isRetryable({ status }: Pick<Job, 'status'>): boolean {
  return retryableStatuses.some((retryable) => retryable === status)
}

/** Whether a row of `jobs` is open. Literals instead of parameters, so that the index `jobs_unfinished` is used. */
export const jobIsOpen = hasStatus(openStatuses)
/** Whether a row of `jobs` can be retried. */
export const jobIsRetryable = hasStatus(retryableStatuses)

function hasStatus(statuses: readonly JobStatus[]): RawBuilder<boolean> {
  return sql<boolean>`jobs.status in (${sql.join(statuses.map((status) => sql.lit(status)))})`
}
