import { safeInteger } from '@order-settlement/shared/json-integers.ts'
import type { JobRow } from './jobs.queries.ts'
import type { Job } from './jobs.schemas.ts'

/**
 * A job as the API returns it.
 *
 * @throws RangeError if a count is beyond 2^53 - 1
 */
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
    created_by: job.created_by,
    created_at: job.created_at.toISOString(),
    started_at: job.started_at?.toISOString() ?? null,
    finished_at: job.finished_at?.toISOString() ?? null,
  }
}

/**
 * Percent with one decimal, rounded down. Only a completed job has 100. It is 0 until all batches are planned,
 * since the total still grows and the percentage would go back.
 */
function progress({ status, planned, processed_rows, total_rows }: JobRow): number {
  if (status === 'COMPLETED') return 100
  const total = BigInt(total_rows)
  if (!planned || total === 0n) return 0
  return Math.min(99.9, Number((BigInt(processed_rows) * 1000n) / total) / 10)
}
