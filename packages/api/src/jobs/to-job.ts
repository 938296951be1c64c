import { safeInteger } from '@order-settlement/shared/json-integers.ts'
import type { JobRow } from './jobs.queries.ts'
import type { Job } from './jobs.schemas.ts'

/** A settlement and its progress, as callers see it. */
export function toJob(job: JobRow): Job {
  return {
    job_id: job.id,
    type: job.type,
    status: job.status,
    from: job.from_date,
    to: job.to_date,
    timezone: job.timezone,
    progress: progress(job),
    processed: safeInteger(job.processed_rows),
    total: safeInteger(job.total_rows),
    download_url:
      job.status === 'COMPLETED' && !job.file_removed_at ? `/downloads/${job.id}.csv` : null,
    error: job.error,
    proof: job.proof,
    created_at: job.created_at.toISOString(),
    started_at: job.started_at?.toISOString() ?? null,
    finished_at: job.finished_at?.toISOString() ?? null,
  }
}

/**
 * Percent with one decimal, rounded down; 100 means completed, so what has still to publish stays below.
 * While batches are added it would go back, so it is 0.
 */
function progress({ status, planned, processed_rows, total_rows }: JobRow): number {
  if (status === 'COMPLETED') return 100
  const total = BigInt(total_rows)
  if (!planned || total === 0n) return 0
  return Math.min(99.9, Number((BigInt(processed_rows) * 1000n) / total) / 10)
}
