import {
  type PublishingJob,
  storePublishingProgress,
} from '@order-settlement/shared/jobs/publish-job.ts'
import type { Worker } from '../../worker.ts'
import type { SettledMerchant, SettledPage } from './read-merged-sums.queries.ts'

/** The share of its time that each part of publishing takes, by bench:settlement. The rest is the commit. */
const parts = { days: 0.02, table: 0.5, sums: 0.02, csv: 0.42, proof: 0.02 }

/**
 * Records that a part of publishing is done, or which share of it. Parts may be done in any order and at the same time.
 * Returns at once and never throws.
 */
export type ReportProgress = (part: keyof typeof parts, share?: number) => void

/**
 * Reports the progress of a publishing transaction on another connection. Reports that come while one is being written
 * are coalesced, and one that cannot be written is left out: the settlement does not depend on it.
 */
export function createProgressReport({ db, logger }: Worker, job: PublishingJob): ReportProgress {
  const done = new Map<keyof typeof parts, number>()
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

  return (part, share = 1) => {
    done.set(part, parts[part] * share)
    newest = [...done.values()].reduce((sum, value) => sum + value, 0)
    if (!writing) void writeNewest()
  }
}

/** Reports of a statement at most. */
const statementReports = 5
/** Of a statement's part, until it has ended. */
const reportUntil = 0.9
/** In ms: a shorter statement is not reported until it has ended. */
const minReportInterval = 40

/**
 * Reports a part whose statement does not tell how far it is, by the time that it is expected to take.
 *
 * @param expectedMs about as long as summing took, which the parts of publishing take together
 */
export async function reportStatement<Result>(
  report: ReportProgress,
  part: keyof typeof parts,
  expectedMs: number,
  work: Promise<Result>,
): Promise<Result> {
  const interval = Math.max((expectedMs * reportUntil) / statementReports, minReportInterval)
  const began = performance.now()
  const timer = setInterval(() => {
    const share = (performance.now() - began) / expectedMs
    if (share > reportUntil) clearInterval(timer)
    else report(part, share)
  }, interval)
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}

/** Reports of the CSV at most: each is a transaction. */
const csvReports = 4

/** Passes on the merchants of the CSV's pages, and reports their rows. */
export async function* reportPages(
  pages: AsyncIterable<SettledPage>,
  report: ReportProgress,
): AsyncGenerator<SettledMerchant[]> {
  let read = 0
  let reported = 0
  for await (const { merchants, rows } of pages) {
    yield merchants
    for (const { lines } of merchants) read += lines.length
    const quarters = Math.floor((read / rows) * csvReports)
    if (quarters === reported) continue
    reported = quarters
    report('csv', quarters / csvReports)
  }
}
