import {
  type PublishingJob,
  storePublishingProgress,
} from '@order-settlement/shared/jobs/publish-job.ts'
import type { Worker } from '../../worker.ts'
import type { SettledMerchant } from './publishing.queries.ts'

/** Records that a share of publishing is done, from 0 to 1. Returns at once and never throws. */
export type ReportProgress = (share: number) => void

/**
 * Reports the progress of a publishing transaction on another connection. Shares that are reported while one is being
 * written are coalesced, and one that cannot be written is left out: the settlement does not depend on it.
 */
export function createProgressReport({ db, logger }: Worker, job: PublishingJob): ReportProgress {
  let newest = 0
  let writing = false

  async function writeNewest(): Promise<void> {
    writing = true
    try {
      for (let written = 0; written < newest; ) {
        written = newest
        await storePublishingProgress(db, job, written)
      }
    } catch (error) {
      logger.warn({ err: error, job_id: job.id }, 'cannot store the progress of publishing')
    } finally {
      writing = false
    }
  }

  return (share) => {
    newest = Math.max(newest, share)
    if (!writing) void writeNewest()
  }
}

/** Reads of the CSV that are reported, at most. */
const csvReports = 4

/**
 * Passes on the pages of the CSV, and reports their rows.
 *
 * @param rows of all pages
 * @param from share before the first page
 * @param to share after the last one
 */
export async function* reportPages(
  pages: AsyncIterable<SettledMerchant[]>,
  rows: number,
  { from, to, report }: { from: number; to: number; report: ReportProgress },
): AsyncGenerator<SettledMerchant[]> {
  let read = 0
  let reported = 0
  for await (const page of pages) {
    yield page
    for (const { lines } of page) read += lines.length
    const steps = Math.floor((read / rows) * csvReports)
    if (steps === reported) continue
    reported = steps
    report(from + (to - from) * (steps / csvReports))
  }
}
