import type { Job, JobStatus } from '@order-settlement/db/tables.ts'
import { type RawBuilder, sql } from 'kysely'

// QUEUED → RUNNING → COMPLETED, or FAILED or CANCELLED from either of the first two; a retry leads from these
// two back to QUEUED. The transitions are the functions of this directory; nothing else writes the columns
// `status`, `planned` and `publishing`, which a test checks.
export const jobStatuses = [
  'QUEUED',
  'RUNNING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
] as const satisfies JobStatus[]

/** A job that has not ended. */
export const openStatuses = ['QUEUED', 'RUNNING'] as const satisfies JobStatus[]
/** A job that ended without publishing. */
export const retryableStatuses = ['FAILED', 'CANCELLED'] as const satisfies JobStatus[]

export function isOpen({ status }: Pick<Job, 'status'>): boolean {
  return openStatuses.some((open) => open === status)
}

export function isRetryable({ status }: Pick<Job, 'status'>): boolean {
  return retryableStatuses.some((retryable) => retryable === status)
}

/** Whether a row of `jobs` is open. As literals, so that the index `jobs_unfinished` serves it. */
export const jobIsOpen = hasStatus(openStatuses)
/** Whether a row of `jobs` can be retried. */
export const jobIsRetryable = hasStatus(retryableStatuses)

function hasStatus(statuses: readonly JobStatus[]): RawBuilder<boolean> {
  return sql<boolean>`jobs.status in (${sql.join(statuses.map((status) => sql.lit(status)))})`
}
