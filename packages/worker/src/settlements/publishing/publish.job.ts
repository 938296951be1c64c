import type { Trx } from '@order-settlement/db/tables.ts'
import {
  completeJob,
  findPublishingJob,
  lockPublishingJob,
  type PublishingJob,
} from '@order-settlement/shared/jobs/publish-job.ts'
import { publishQueue } from '@order-settlement/shared/jobs/queues.ts'
import {
  lockPeriods,
  refuseClosedDays,
} from '@order-settlement/shared/settlements/closed-period.ts'
import type { SettlementJob } from '../../job.ts'
import type { Worker } from '../../worker.ts'
import { failSettlement } from '../failing/fail-settlement.ts'
import { compareSettlements } from './compare.queries.ts'
import { keepSnapshots } from './keep-snapshots.ts'
import { sumMerged, sumSettlements, sumSource } from './proof.queries.ts'
import { prove } from './prove.ts'
import {
  deleteBatches,
  lockDays,
  readMergedSums,
  replaceSettlements,
} from './publishing.queries.ts'
import {
  createProgressReport,
  type ReportProgress,
  reportPages,
  reportStatement,
} from './report-progress.ts'
import { publishCsv, removeCsv, writeCsv } from './settlement-csv.ts'

/**
 * Publishes a settlement: the table's days, the CSV and the status change together. The file gets its final
 * name last before the commit. A crash between the two leaves a file that no completed job refers to; the
 * next attempt replaces it.
 *
 * A period is not closed meanwhile, and the settlement of a closed day fails. A dry run goes the same way, with neither
 * of these: it compares instead of replacing, and its file is removed instead of renamed.
 *
 * Idempotent: only a settlement that is due for publishing is published, and its row stays locked until the commit.
 */
export const publishJob: SettlementJob = {
  queue: publishQueue,
  // Two, so that a small settlement need not wait for a large one.
  concurrency: () => 2,
  async handler(worker, { job_id }) {
    const { db, logger, metrics } = worker
    const published = await db.transaction().execute(async (trx) => {
      const job = await findPublishingJob(trx, job_id)
      if (!job) return undefined
      if (!job.dry_run) await reserveDays(trx, job)
      const generatedAt = await lockPublishingJob(trx, job_id)
      if (generatedAt === undefined) return undefined
      const { dry_run } = job
      return { dry_run, ...(await publishRange(worker, trx, job, generatedAt)) }
    })
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

/** Locks what a settlement replaces. */
async function reserveDays(trx: Trx, job: PublishingJob): Promise<void> {
  await lockPeriods(trx, 'shared')
  await refuseClosedDays(trx, { from: job.from_date, to: job.to_date, timezone: job.timezone })
  await lockDays(trx, job)
}

interface Publishing {
  worker: Worker
  trx: Trx
  job: PublishingJob
  /** RFC 3339. */
  generatedAt: string
  report: ReportProgress
}

/** @returns the proof of the CSV, and the duration of each part in ms */
async function publishRange(worker: Worker, trx: Trx, job: PublishingJob, generatedAt: string) {
  const { settlementDir } = worker
  const report = createProgressReport(worker, job)
  report('days')
  // Under the lock, so these were left by an attempt that can no longer commit.
  await removeCsv(settlementDir, job.id, { published: false })
  const publishing = { worker, trx, job, generatedAt, report }
  const { table, settled, file, source } = await publishParts(publishing)
  const proof = prove(source.result, settled.result, file.result)
  report('proof')
  const seconds = await completeJob(trx, job.id, proof)
  if (!job.dry_run) await keepSnapshots(trx, job.id)
  await deleteBatches(trx, job.id)
  if (job.dry_run) await removeCsv(settlementDir, job.id, { published: false })
  else await publishCsv(settlementDir, job.id, file.result.path)
  return {
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
async function publishParts({
  worker: { db, settlementDir, currency },
  trx,
  job,
  generatedAt,
  report,
}: Publishing) {
  const opened = Promise.withResolvers<void>()
  const writing = timed(
    readMergedSums(db, job, currency, (pages) => {
      opened.resolve()
      return writeCsv(settlementDir, job.id, generatedAt, reportPages(pages, report))
    }),
  )
  const summing = timed(sumSource(db, job, currency))
  // Merging begins when the batches are locked for reading: a migration that waits for the merge's lock of them
  // would hold up the writer, and the merge's transaction waits for the writer.
  const replacing = Promise.race([opened.promise, writing]).then(async () => {
    const merging = job.dry_run
      ? compareSettlements(trx, job, currency)
      : replaceSettlements(trx, job, { generatedAt, currency })
    const table = await timed(reportStatement(report, 'table', job.summing_ms, merging))
    report('table')
    const settled = await timed(
      job.dry_run ? sumMerged(trx, job, currency) : sumSettlements(trx, job),
    )
    report('sums')
    return { table, settled }
  })
  await Promise.allSettled([replacing, writing, summing])
  const [replaced, file, source] = await Promise.all([replacing, writing, summing])
  return { ...replaced, file, source }
}

async function timed<Result>(work: Promise<Result>): Promise<{ result: Result; ms: number }> {
  const started = performance.now()
  const result = await work
  return { result, ms: Math.round(performance.now() - started) }
}
