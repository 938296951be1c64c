import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { requireKeptDays } from '../archives/month-archived.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { readDayRange } from '../transactions/day-range.ts'
import { listTransactions } from '../transactions/list-transactions.ts'
import {
  type ChangeKind,
  type DaySums as DaySumsRow,
  type ExplainedDay,
  findSettledDay,
  hasVersions,
  type SettledDayRow,
  type SettlingJob,
  sumDay,
  sumDayChanges,
} from './explanation.queries.ts'
import type { DayExplanation, DayParams, DaySums } from './explanation.schemas.ts'
import { toSettledDay } from './list-settlements.ts'
import { toSums } from './to-sums.ts'

export interface Defaults {
  /** Of days that no job settled. */
  timezone: string
  /** Of merchants that nobody described, and of days settled before currencies were kept. */
  currency: string
}

/**
 * Explains a merchant's settled day: its transactions, the job that settled it, and what has changed since. All of it is
 * from one snapshot, so that its sums add up while transactions arrive.
 *
 * @param only the one merchant whose days may be read; all if undefined
 * @throws ProblemError SETTLEMENT_NOT_FOUND, also for another merchant than `only`; DAY_ARCHIVED
 */
export async function explainDay(
  db: Database,
  params: DayParams,
  defaults: Defaults,
  only?: string,
): Promise<DayExplanation> {
  return await readSettledDay(db, params, defaults, only, async (trx, settled, day) => {
    const now = toBigInts(await sumDay(trx, day))
    const changes = await sumChanges(trx, day, settled, now)
    const { merchant_id, date } = params
    const filter = { merchant_id, date, timezone: day.range.timezone }
    const { transactions, next_cursor } = await listTransactions(trx, filter, defaults)
    return {
      settlement: toSettledDay(settled, defaults.currency),
      job: toJobLink(settled.job),
      starts_at: new Date(day.range.starts_at).toISOString(),
      ends_at: new Date(day.range.ends_at).toISOString(),
      now: toDaySums(now),
      late: toDaySums(changes.LATE),
      changed: toDaySums(changes.CHANGED),
      vanished: toDaySums(changes.VANISHED),
      unexplained: toDaySums(unexplained(settled, now, changes)),
      transactions,
      next_cursor,
      transactions_url: `/transactions?${new URLSearchParams(filter)}`,
      changes_url: `/settlements/${encodeURIComponent(merchant_id)}/${date}/changes`,
    }
  })
}

/**
 * Finds a settled day, and reads in the snapshot in which it was found. A merchant without transactions on a settled day
 * has a settled day of zeros once transactions come late.
 *
 * @throws ProblemError SETTLEMENT_NOT_FOUND, also for another merchant than `only`; DAY_ARCHIVED
 */
export async function readSettledDay<Result>(
  db: Database,
  { merchant_id, date }: DayParams,
  defaults: Defaults,
  only: string | undefined,
  read: (trx: Trx, settled: SettledDayRow, day: ExplainedDay) => Promise<Result>,
): Promise<Result> {
  const notFound = new ProblemError(
    'SETTLEMENT_NOT_FOUND',
    `Merchant ${merchant_id} has no settlement of ${date}`,
  )
  if (only !== undefined && only !== merchant_id) throw notFound
  const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return await snapshot.execute(async (trx) => {
    // Before the snapshot: a month that is dropped after it would have no rows in it, though it is not dropped yet.
    await sql`lock table only transactions in access share mode`.execute(trx)
    const settled = await findSettledDay(trx, merchant_id, date)
    if (!settled) throw notFound
    const range = await readDayRange(trx, date, settled.job?.timezone ?? defaults.timezone)
    await requireKeptDays(trx, { from: range.starts_at, to: range.ends_at })
    const day = { merchant_id, job_id: settled.unique_run_id, range }
    if (settled.txn_count === '0' && (await sumDay(trx, day)).txn_count === '0') throw notFound
    return await read(trx, settled, day)
  })
}

type Sums = Record<keyof DaySumsRow, bigint>

const none: Sums = {
  txn_count: 0n,
  gross_cents: 0n,
  fee_cents: 0n,
  refund_cents: 0n,
  refund_count: 0n,
}
const columns = Object.keys(none) as (keyof Sums)[]

/** Finding what came late reads all transactions of the day, which can be left out where nothing has changed. */
async function sumChanges(
  trx: Trx,
  day: ExplainedDay,
  settled: SettledDayRow,
  now: Sums,
): Promise<Record<ChangeKind, Sums>> {
  const before = toBigInts(settled)
  const differs = columns.some((column) => before[column] !== now[column])
  const rows = differs || (await hasVersions(trx, day)) ? await sumDayChanges(trx, day) : []
  const found = Object.fromEntries(rows.map((row) => [row.change, toBigInts(row)]))
  return { LATE: none, CHANGED: none, VANISHED: none, ...found }
}

function unexplained(settled: SettledDayRow, now: Sums, changes: Record<ChangeKind, Sums>): Sums {
  const before = toBigInts(settled)
  return mapSums(
    (column) =>
      now[column] -
      (before[column] + changes.LATE[column] + changes.CHANGED[column] - changes.VANISHED[column]),
  )
}

function toBigInts(row: DaySumsRow): Sums {
  return mapSums((column) => BigInt(row[column]))
}

function mapSums(value: (column: keyof Sums) => bigint): Sums {
  return {
    txn_count: value('txn_count'),
    gross_cents: value('gross_cents'),
    fee_cents: value('fee_cents'),
    refund_cents: value('refund_cents'),
    refund_count: value('refund_count'),
  }
}

function toDaySums(sums: Sums): DaySums {
  return toSums({ ...sums, net_cents: sums.gross_cents - sums.fee_cents })
}

function toJobLink(job: SettlingJob | undefined): DayExplanation['job'] {
  if (!job) return null
  return {
    job_id: job.id,
    url: `/jobs/${job.id}`,
    from: job.from_date,
    to: job.to_date,
    timezone: job.timezone,
    started_at: job.started_at?.toISOString() ?? null,
    finished_at: job.finished_at?.toISOString() ?? null,
  }
}
