import type { Database } from '@order-settlement/shared/database.ts'
import { safeInteger } from '../safe-integer.ts'
import { SettlementError } from './settlements.errors.ts'
import { findJob } from './settlements.queries.ts'
import type { Job } from './settlements.schemas.ts'

type FoundJob = NonNullable<Awaited<ReturnType<typeof findJob>>>

/**
 * A settlement and its progress, both from one snapshot of committed rows, so neither goes back.
 *
 * @throws SettlementError JOB_NOT_FOUND
 */
export async function readJob(db: Database, id: string): Promise<Job> {
  const job = await findJob(db, id)
  if (!job) throw new SettlementError('JOB_NOT_FOUND', `There is no job ${id}`)
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
    download_url: job.status === 'COMPLETED' ? `/downloads/${job.id}.csv` : null,
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
function progress({ status, planned, processed_rows, total_rows }: FoundJob): number {
  if (status === 'COMPLETED') return 100
  const total = BigInt(total_rows)
  if (!planned || total === 0n) return 0
  return Math.min(99.9, Number((BigInt(processed_rows) * 1000n) / total) / 10)
}
