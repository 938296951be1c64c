import type { Database } from '@order-settlement/db/tables.ts'
import { toSum } from '@order-settlement/shared/json-integers.ts'
import { findJob } from '../jobs/jobs.queries.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { defaultLimit, readCursor, toPage } from '../server/pagination.ts'
import { selectChanges } from './settlements.queries.ts'
import { type Change, DayKey, type Diff, type DiffQuery } from './settlements.schemas.ts'

/**
 * A page of what a completed job changed on days that were settled before, by merchant and date.
 *
 * @throws ProblemError JOB_NOT_FOUND, JOB_NOT_COMPLETED; ProblemError VALIDATION for an invalid cursor
 */
export async function readDiff(
  db: Database,
  jobId: string,
  { limit = defaultLimit, cursor }: DiffQuery,
): Promise<Diff> {
  const after = readCursor(cursor, DayKey)
  const job = await findJob(db, jobId)
  if (!job) throw new ProblemError('JOB_NOT_FOUND', `There is no job ${jobId}`)
  if (job.status !== 'COMPLETED') {
    throw new ProblemError(
      'JOB_NOT_COMPLETED',
      `Job ${jobId} is ${job.status}; it has changed nothing`,
    )
  }
  const rows = await selectChanges(db, jobId, after, limit + 1)
  const { page, next_cursor } = toPage(rows, limit, (row) => [row.merchant_id, row.date])
  return { job_id: job.id, changes: page.map(toChange), next_cursor }
}

type ChangeRow = Awaited<ReturnType<typeof selectChanges>>[number]

function toChange(row: ChangeRow): Change {
  const before = {
    gross_cents: row.before_gross_cents,
    fee_cents: row.before_fee_cents,
    net_cents: row.before_net_cents,
    txn_count: row.before_txn_count,
  }
  const after = {
    gross_cents: row.after_gross_cents,
    fee_cents: row.after_fee_cents,
    net_cents: row.after_net_cents,
    txn_count: row.after_txn_count,
  }
  return {
    merchant_id: row.merchant_id,
    date: row.date,
    replaced_run_id: row.replaced_run_id,
    before: toTotals(before),
    after: toTotals(after),
    change: {
      gross_cents: difference(after.gross_cents, before.gross_cents),
      fee_cents: difference(after.fee_cents, before.fee_cents),
      net_cents: difference(after.net_cents, before.net_cents),
      txn_count: difference(after.txn_count, before.txn_count),
    },
  }
}

type Columns = Record<'gross_cents' | 'fee_cents' | 'net_cents' | 'txn_count', string | null>

/** @returns null where the merchant had no transactions on the day */
function toTotals({ gross_cents, fee_cents, net_cents, txn_count }: Columns): Change['before'] {
  if (gross_cents === null || fee_cents === null || net_cents === null || txn_count === null) {
    return null
  }
  return {
    gross_cents: toSum(gross_cents),
    fee_cents: toSum(fee_cents),
    net_cents: toSum(net_cents),
    txn_count: toSum(txn_count),
  }
}

function difference(after: string | null, before: string | null): number | string {
  return toSum(BigInt(after ?? 0) - BigInt(before ?? 0))
}
