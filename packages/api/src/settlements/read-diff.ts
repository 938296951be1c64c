import type { Database } from '@order-settlement/db/tables.ts'
import { findJob, type JobRow } from '../jobs/jobs.queries.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { defaultLimit, readCursor, toPage } from '../server/pagination.ts'
import {
  type ChangePage,
  type ChangeRow,
  findRemovedBetween,
  selectChanges,
  selectChangesBetween,
} from './diff.queries.ts'
import { DayKey, type Diff, type DiffQuery } from './settlements.schemas.ts'
import { toChange } from './to-change.ts'

interface DiffOptions {
  /** Of days that were settled before currencies were kept. */
  currency: string
  /** The one merchant whose days may be compared; all if undefined. */
  only: string | undefined
}

/**
 * A page of what a completed job changed on days that were settled before, by merchant and date. With `against`, a
 * page of how its result differs from that of another completed job of the same days, published earlier or later.
 *
 * @throws ProblemError JOB_NOT_FOUND, JOB_NOT_COMPLETED, JOB_DAYS_DIFFER, DIFF_NOT_KEPT; ProblemError VALIDATION for
 *   an invalid cursor
 */
export async function readDiff(
  db: Database,
  jobId: string,
  { limit = defaultLimit, cursor, against }: DiffQuery,
  { currency, only }: DiffOptions,
): Promise<Diff> {
  const asked = { only, after: readCursor(cursor, DayKey), limit: limit + 1 }
  const job = await findCompleted(db, jobId)
  if (against === undefined) refuseRemoved(job)
  const rows =
    against === undefined
      ? await selectChanges(db, job.id, asked)
      : await compare(db, { job, other: await findCompleted(db, against), currency }, asked)
  const { page, next_cursor } = toPage(rows, limit, (row) => [row.merchant_id, row.date])
  return { job_id: job.id, changes: page.map((row) => toChange(row, currency)), next_cursor }
}

async function findCompleted(db: Database, jobId: string): Promise<JobRow> {
  const job = await findJob(db, jobId)
  if (!job) throw new ProblemError('JOB_NOT_FOUND', `There is no job ${jobId}`)
  if (job.status !== 'COMPLETED') {
    throw new ProblemError(
      'JOB_NOT_COMPLETED',
      `Job ${jobId} is ${job.status}; it has changed nothing`,
    )
  }
  return job
}

/** How the result of `job` differs from that of `other`. */
async function compare(
  db: Database,
  { job, other, currency }: { job: JobRow; other: JobRow; currency: string },
  asked: ChangePage,
): Promise<ChangeRow[]> {
  refuseOtherDays(job, other)
  refuseDryRun(job)
  refuseDryRun(other)
  const isLater = readPublishedNo(job) > readPublishedNo(other)
  const [earlier, later] = isLater ? [other, job] : [job, other]
  const removed = await findRemovedBetween(db, { earlier, later, currency })
  if (removed) refuseRemoved(removed)
  const rows = await selectChangesBetween(db, { earlier, later, currency }, asked)
  return (isLater ? rows : rows.map(reverse)).map((row) => ({
    ...row,
    replaced_run_id: row.before_txn_count === null ? null : other.id,
  }))
}

function refuseOtherDays(job: JobRow, other: JobRow): void {
  const daysOf = ({ from_date, to_date, timezone }: JobRow) =>
    `${from_date} to ${to_date} in ${timezone}`
  if (daysOf(job) === daysOf(other)) return
  throw new ProblemError(
    'JOB_DAYS_DIFFER',
    `Job ${job.id} settled ${daysOf(job)}, job ${other.id} ${daysOf(other)}`,
  )
}

function refuseRemoved({
  id,
  changes_removed_at,
}: Pick<JobRow, 'id' | 'changes_removed_at'>): void {
  if (changes_removed_at === null) return
  throw new ProblemError('DIFF_NOT_KEPT', `What job ${id} changed was removed for its age`)
}

function refuseDryRun({ id, dry_run }: JobRow): void {
  if (!dry_run) return
  throw new ProblemError(
    'DIFF_NOT_KEPT',
    `Job ${id} is a dry run, which is compared only with what was settled when it ran`,
  )
}

/** @throws ProblemError DIFF_NOT_KEPT for a job that completed before jobs were numbered */
function readPublishedNo({ id, published_no }: JobRow): bigint {
  if (published_no !== null) return BigInt(published_no)
  throw new ProblemError(
    'DIFF_NOT_KEPT',
    `Job ${id} completed before the service recorded the order of publishing`,
  )
}

function reverse(row: ChangeRow): ChangeRow {
  return {
    ...row,
    before_gross_cents: row.after_gross_cents,
    before_fee_cents: row.after_fee_cents,
    before_net_cents: row.after_net_cents,
    before_txn_count: row.after_txn_count,
    before_refund_cents: row.after_refund_cents,
    before_refund_count: row.after_refund_count,
    before_currency: row.after_currency,
    after_gross_cents: row.before_gross_cents,
    after_fee_cents: row.before_fee_cents,
    after_net_cents: row.before_net_cents,
    after_txn_count: row.before_txn_count,
    after_refund_cents: row.before_refund_cents,
    after_refund_count: row.before_refund_count,
    after_currency: row.before_currency,
  }
}
