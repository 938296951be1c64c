import { safeInteger } from '@order-settlement/shared/json-integers.ts'
import type { JobRow } from './jobs.queries.ts'
import type { Job } from './jobs.schemas.ts'
import { phaseOf, progressOf, speedOf, type Work } from './progress.ts'

/**
 * A job as the API returns it.
 *
 * @param only the one merchant that may be told of; all if undefined
 * @throws RangeError if a count is beyond 2^53 - 1
 */
export function toJob(job: JobRow, only?: string): Job {
  const work = toWork(job)
  const { rowsPerSecond, etaSeconds } = speedOf(work)
  const described = {
    job_id: job.id,
    type: job.type,
    status: job.status,
    phase: phaseOf(work),
    from: job.from_date,
    to: job.to_date,
    timezone: job.timezone,
    includes_open_days: job.includes_open_days,
    dry_run: job.dry_run,
    progress: progressOf(work),
    processed: work.processed,
    total: safeInteger(job.total_rows),
    total_is_estimate: job.is_estimate,
    rows_per_second: rowsPerSecond,
    eta_seconds: etaSeconds,
    download_url:
      job.status === 'COMPLETED' && !job.dry_run && !job.file_removed_at
        ? `/downloads/${job.id}.csv`
        : null,
    error: job.error,
    proof: job.proof,
    created_by: job.created_by,
    created_at: job.created_at.toISOString(),
    started_at: job.started_at?.toISOString() ?? null,
    finished_at: job.finished_at?.toISOString() ?? null,
  }
  return only === undefined ? described : { ...described, ...aboutOthers }
}

/** Instead of counts and sums of all merchants, and of who works with them. 0 where the API promises a number. */
const aboutOthers = {
  processed: 0,
  total: 0,
  rows_per_second: null,
  error: null,
  proof: null,
  created_by: null,
} satisfies Partial<Job>

function toWork(job: JobRow): Work {
  return {
    status: job.status,
    publishing: job.publishing,
    processed: safeInteger(job.processed_rows),
    estimated: estimatedRows(job),
    kept: safeInteger(job.kept_rows ?? '0'),
    publishedShare: job.published_share,
    summingSeconds: job.summing_seconds,
  }
}

/** A worker of the version before 0012 estimates nothing, and the total grows while it plans. */
function estimatedRows({ estimated_rows, planned, total_rows }: JobRow): number | null {
  if (estimated_rows !== null) return safeInteger(estimated_rows)
  return planned ? safeInteger(total_rows) : null
}
