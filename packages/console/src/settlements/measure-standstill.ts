import type { Job } from '@order-settlement/client'

/** Where each job was when it was seen to move last; of all pages, so that a link to a job does not lose it. */
const seen = new Map<string, { at: string; since: number }>()

/**
 * How long a job has been seen in the same place, in ms; 0 unless it runs.
 *
 * @param now in ms, of a clock that is never set
 */
export function measureStandstill(
  {
    job_id,
    status,
    phase,
    progress,
    processed,
  }: Pick<Job, 'job_id' | 'status' | 'phase' | 'progress' | 'processed'>,
  now: number,
): number {
  if (status !== 'RUNNING') {
    seen.delete(job_id)
    return 0
  }
  const at = `${phase} ${progress} ${processed}`
  const last = seen.get(job_id)
  if (last?.at === at) return now - last.since
  seen.set(job_id, { at, since: now })
  return 0
}
