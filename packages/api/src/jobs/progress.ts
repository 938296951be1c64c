import type { JobStatus } from '@order-settlement/db/tables.ts'

export const phases = ['QUEUED', 'SUMMING', 'PUBLISHING', 'DONE'] as const
export type Phase = (typeof phases)[number]

/** What progress, speed and remaining time of a job are computed from. Counts are transactions. */
export interface Work {
  status: JobStatus
  /** Whether all batches are summed. An ended job keeps it. */
  publishing: boolean
  /** In batches whose sums are committed. */
  processed: number
  /**
   * What `processed` will be once all is summed, as estimated when the job started: constant while it runs. Null if
   * nobody knows.
   */
  estimated: number | null
  /** Of `processed`, those that an earlier attempt summed. */
  kept: number
  /** The part of publishing that is done, from 0 to 1. */
  publishedShare: number
  /** From the start of the attempt until now, or until all was summed; null if the job has not started. */
  summingSeconds: number | null
}

/** The share of a job's time that summing takes; the rest is publishing. Measured by bench:settlement. */
export const summingShare = 0.42

export function phaseOf({ status, publishing }: Pick<Work, 'status' | 'publishing'>): Phase {
  if (status === 'QUEUED') return 'QUEUED'
  if (status !== 'RUNNING') return 'DONE'
  return publishing ? 'PUBLISHING' : 'SUMMING'
}

/**
 * Percent with one decimal, rounded down: of the time, as far as rows and steps tell it. Only a completed job has 100.
 * Within an attempt it never goes back, however wrong the estimate is.
 */
export function progressOf(work: Work): number {
  if (work.status === 'COMPLETED') return 100
  const share = work.publishing
    ? summingShare + (1 - summingShare) * work.publishedShare
    : summingShare * summedShare(work)
  return Math.min(99.9, Math.floor(share * 1000) / 10)
}

/** Above this the estimate may be too low. */
const linearUntil = 0.9

/** In proportion to the rows up to 90 % of the estimate. After that it slows down, so that it stays below 1. */
function summedShare({ processed, estimated }: Work): number {
  if (estimated === null) return 0
  const share = processed / Math.max(estimated, 1)
  if (share <= linearUntil) return share
  const rest = 1 - linearUntil
  return 1 - rest * Math.exp((linearUntil - share) / rest)
}

/** Rows a second and the seconds that are left, both whole; null unless the job runs and has summed a batch. */
export function speedOf(work: Work): { rowsPerSecond: number | null; etaSeconds: number | null } {
  const { status, publishing, processed, estimated, kept, publishedShare, summingSeconds } = work
  const summed = processed - kept
  if (status !== 'RUNNING' || summed <= 0 || summingSeconds === null || summingSeconds <= 0) {
    return { rowsPerSecond: null, etaSeconds: null }
  }
  const rate = summed / summingSeconds
  const rowsPerSecond = Math.round(rate)
  if (estimated === null) return { rowsPerSecond, etaSeconds: null }
  const total = publishing ? processed : Math.max(estimated, processed)
  const publishingSeconds = ((total / rate) * (1 - summingShare)) / summingShare
  const seconds = (total - processed) / rate + publishingSeconds * (1 - publishedShare)
  return { rowsPerSecond, etaSeconds: Math.ceil(seconds) }
}
