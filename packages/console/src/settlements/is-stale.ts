import type { Job } from '@order-settlement/client'

type Seen = Pick<Job, 'status' | 'progress' | 'started_at'>

/**
 * Whether a job as it was read is older than what is shown, since answers and events overtake each other: what is shown
 * must not go back. A retry begins again.
 */
export function isStale(shown: Seen | undefined, read: Seen): boolean {
  if (!shown) return false
  if (shown.started_at !== read.started_at) {
    if (shown.started_at === null) return false
    if (read.started_at === null) return isOpen(shown)
    return Date.parse(read.started_at) < Date.parse(shown.started_at)
  }
  if (isOpen(shown) !== isOpen(read)) return !isOpen(shown) && shown.started_at !== null
  return read.progress < shown.progress
}

export function isOpen({ status }: Pick<Job, 'status'>): boolean {
  return status === 'QUEUED' || status === 'RUNNING'
}
