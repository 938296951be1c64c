import { errorCode } from '@order-settlement/db/database-errors.ts'
import type { Trx } from '@order-settlement/db/tables.ts'
import {
  completeJob,
  findPublishingJob,
  lockPublishingJob,
  type PublishingJob,
} from '@order-settlement/shared/jobs/publish-job.ts'
import { publishQueue } from '@order-settlement/shared/jobs/queues.ts'
import { refuseArchivedDays } from '@order-settlement/shared/settlements/archived-days.ts'
import {
  lockPeriods,
  refuseClosedDays,
  type SettledRange,
} from '@order-settlement/shared/settlements/closed-period.ts'
import type { SettlementJob } from '../../job.ts'
import type { Worker } from '../../worker.ts'
import { failSettlement } from '../failing/fail-settlement.ts'
import { compareSettlements } from './compare.queries.ts'
import { keepSnapshots } from './keep-snapshots.ts'
import type { MergingJob } from './merged-sums.queries.ts'
import { sumMerged, sumSettlements, sumSource } from './proof.queries.ts'
import { prove } from './prove.ts'
import { deleteBatches, lockDays, replaceSettlements } from './publishing.queries.ts'
import { readMergedSums } from './read-merged-sums.queries.ts'
import {
  createProgressReport,
  type ReportProgress,
  reportPages,
  reportStatement,
} from './report-progress.ts'
import { writeCsv } from './settlement-csv.ts'

/**
 * Publishes a settlement: the table's days, the CSV and the status change together. In a folder the file gets its final
 * name last before the commit. A crash between the two leaves a file that no completed job refers to; the
 * next attempt replaces it. In a bucket the commit stores its name, which is of this attempt alone.
 *
 * A period is not closed meanwhile, and the settlement of a closed day fails. A dry run goes the same way, with neither
 * of these: it compares instead of replacing, and its file is removed instead of published. It fails only if a month of
 * its days was dropped.
 *
 * Idempotent: only a settlement that is due for publishing is published, and its row stays locked until the commit.
 */
export const publishJob: SettlementJob = {
  queue: publishQueue,
  // Two, so that a small settlement need not wait for a large one.
  concurrency: () => 2,
  async handler(worker, { job_id }) {
    const { logger, metrics } = worker
    const published = await publish(worker, job_id)
    if (!published) return
    if (published.dry_run) {
      logger.info({ job_id, ...published }, 'settlement compared, dry run')
      return
    }
    metrics.duration.observe(published.seconds)
    metrics.ended.inc({ status: 'COMPLETED' })
    logger.info({ job_id, ...published }, 'settlement published')
  },
  onError: (worker, { job_id }, error) => failSettlement(worker, job_id, error),
}

/** @returns undefined if the settlement is not due for publishing */
async function publish(worker: Worker, jobId: string, wide = false) {
  try {
    return await worker.db.transaction().execute(async (trx) => {
      const job = await findPublishingJob(trx, jobId)
      if (!job) return undefined
      if (!job.dry_run) await reserveDays(trx, job)
      const generatedAt = await lockPublishingJob(trx, jobId)
      if (generatedAt === undefined) return undefined
      const { currency } = worker
      return await publishRange({ worker, trx, job: { ...job, currency, wide }, generatedAt })
    })
  } catch (error) {
    if (wide || errorCode(error) !== '22003') throw error
    // Maybe only a sum on the way exceeds 64 bits.
    return await publish(worker, jobId, true)
  }
}

/** Locks what a settlement replaces. */
async function reserveDays(trx: Trx, job: PublishingJob): Promise<void> {
  await lockPeriods(trx, 'shared')
  await refuseClosedDays(trx, daysOf(job))
  await lockDays(trx, job)
}

function daysOf({ from_date: from, to_date: to, timezone }: PublishingJob): SettledRange {
  return { from, to, timezone }
}

interface Publishing {
  worker: Worker
  trx: Trx
  job: MergingJob
  /** RFC 3339. */
  generatedAt: string
}

/** @returns the proof of the CSV, and the duration of each part in ms */
async function publishRange(publishing: Publishing) {
  const { worker, trx, job } = publishing
  const { store } = worker
  const report = createProgressReport(worker, job)
  report('days')
  // Under the lock, so these were left by an attempt that can no longer commit.
  await store.removeJob(job.id, { published: false })
  const { table, settled, file, source } = await publishParts(publishing, report)
  // After all was summed: of a month that was dropped meanwhile, transactions may be missing.
  if (job.dry_run) await refuseArchivedDays(trx, daysOf(job))
  const proof = prove(source.result, settled.result, file.result)
  report('proof')
  const csv = file.result.file
  const seconds = await completeJob(trx, job.id, proof, job.dry_run ? null : csv.publishedName)
  if (job.dry_run) await store.removeJob(job.id, { published: false })
  else await csv.publish()
  return {
    dry_run: job.dry_run,
    ...proof.csv,
    seconds,
    merge_ms: table.ms,
    csv_ms: file.ms,
    source_ms: source.ms,
    proof_ms: settled.ms,
  }
}

/**
 * Replaces the table's days, writes the CSV and sums the source at the same time, each on a connection of its own.
 * A part that fails waits for the others, so that nothing of this attempt runs during the next one.
 */
async function publishParts(publishing: Publishing, report: ReportProgress) {
  const { worker, job, generatedAt } = publishing
  const { db, store, currency } = worker
  const opened = Promise.withResolvers<void>()
  const writing = timed(
    readMergedSums(db, job, (pages) => {
      opened.resolve()
      return writeCsv(store, job.id, generatedAt, reportPages(pages, report))
    }),
  )
  const summing = timed(sumSource(db, job, currency))
  // Merging begins when the batches are locked for reading: a migration that waits for the merge's lock of them
  // would hold up the writer, and the merge's transaction waits for the writer.
  const replacing = Promise.race([opened.promise, writing]).then(() =>
    replaceTable(publishing, report),
  )
  await Promise.allSettled([replacing, writing, summing])
  const [replaced, file, source] = await Promise.all([replacing, writing, summing])
  return { ...replaced, file, source }
}

/** Replaces the days of the table, or compares with them, sums them, and deletes the batches, which others still read. */
async function replaceTable({ trx, job, generatedAt }: Publishing, report: ReportProgress) {
  const merging = job.dry_run
    ? compareSettlements(trx, job)
    : replaceSettlements(trx, job, generatedAt)
  const table = await timed(reportStatement(report, 'table', job.summing_ms, merging))
  report('table')
  const settled = await timed(job.dry_run ? sumMerged(trx, job) : sumSettlements(trx, job))
  report('sums')
  if (!job.dry_run) await keepSnapshots(trx, job.id)
  await deleteBatches(trx, job.id)
  return { table, settled }
}

async function timed<Result>(work: Promise<Result>): Promise<{ result: Result; ms: number }> {
  const started = performance.now()
  const result = await work
  return { result, ms: Math.round(performance.now() - started) }
}
