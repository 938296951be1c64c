import { transactionSums } from '@order-settlement/db/settled-days.ts'
import type { Database, Job, SettlementsTable } from '@order-settlement/db/tables.ts'
import type { TransactionVersionsTable } from '@order-settlement/db/transaction-tables.ts'
import { type Selectable, sql } from 'kysely'
import { type DayRange, onDay } from '../transactions/day-range.ts'

/** A merchant's settled day. */
export interface SettledDayRow extends Selectable<SettlementsTable> {
  /** The job that settled it; undefined for a day that was inserted by hand. */
  job: SettlingJob | undefined
}

export type SettlingJob = Pick<
  Job,
  'id' | 'from_date' | 'to_date' | 'timezone' | 'started_at' | 'finished_at'
>

export interface ExplainedDay {
  merchant_id: string
  /** The job that settled it. */
  job_id: string
  range: DayRange
}

/** Sums of transactions, as text. */
export interface DaySums {
  txn_count: string
  gross_cents: string
  fee_cents: string
  refund_cents: string
  refund_count: string
}

export async function findSettledDay(
  db: Database,
  merchantId: string,
  date: string,
): Promise<SettledDayRow | undefined> {
  const settled = await db
    .selectFrom('settlements')
    .selectAll()
    .where('merchant_id', '=', merchantId)
    .where('date', '=', date)
    .executeTakeFirst()
  if (!settled) return await findEmptyDay(db, merchantId, date)
  const job = await selectJobs(db).where('id', '=', settled.unique_run_id).executeTakeFirst()
  return { ...settled, job }
}

/** The day of a merchant without transactions when it was settled: it has no row. */
async function findEmptyDay(
  db: Database,
  merchant_id: string,
  date: string,
): Promise<SettledDayRow | undefined> {
  const job = await selectJobs(db)
    .where('status', '=', 'COMPLETED')
    .where('dry_run', '=', false)
    .where('from_date', '<=', date)
    .where('to_date', '>=', date)
    .orderBy('published_no', (order) => order.desc().nullsLast())
    .orderBy('finished_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!job?.finished_at) return undefined
  return {
    merchant_id,
    date,
    gross_cents: '0',
    fee_cents: '0',
    net_cents: '0',
    txn_count: '0',
    refund_cents: '0',
    refund_count: '0',
    generated_at: job.finished_at,
    unique_run_id: job.id,
    currency: null,
    job,
  }
}

function selectJobs(db: Database) {
  return db
    .selectFrom('jobs')
    .select(['id', 'from_date', 'to_date', 'timezone', 'started_at', 'finished_at'])
}

/** The PAID transactions of the day, or versions of them. */
function ofDay({ merchant_id, range }: ExplainedDay) {
  return sql`merchant_id = ${merchant_id} and status = 'PAID' and ${onDay(range)}`
}

/** Sums the day's transactions as they are now. An index suffices. */
export async function sumDay(db: Database, day: ExplainedDay): Promise<DaySums> {
  const { rows } = await sql<DaySums>`
    select ${transactionSums} from transactions where ${ofDay(day)}`.execute(db)
  const [found] = rows
  if (!found) throw new Error('a sum of no rows is a row')
  return found
}

/** Whether a transaction of the day has been changed or deleted, before or after it was settled. */
export async function hasVersions(db: Database, day: ExplainedDay): Promise<boolean> {
  const { rows } = await sql`
    select from transaction_versions where ${ofDay(day)} limit 1`.execute(db)
  return rows.length > 0
}

export type ChangeKind = 'LATE' | 'CHANGED' | 'VANISHED'

/** Sums what has changed since the day was settled, as `DayExplanation` describes each kind. */
export async function sumDayChanges(
  db: Database,
  day: ExplainedDay,
): Promise<(DaySums & { change: ChangeKind })[]> {
  const difference = (column: keyof DaySums) => sql`
    sum(sign * (coalesce(${sql.ref(`after.${column}`)}, 0) - coalesce(${sql.ref(`before.${column}`)}, 0)))
      as ${sql.ref(column)}`
  const { rows } = await sql<DaySums & { change: ChangeKind }>`
    with ${dayChanges(day)}
    select change, ${difference('txn_count')}, ${difference('gross_cents')}, ${difference('fee_cents')},
      ${difference('refund_cents')}, ${difference('refund_count')}
    from changes cross join lateral (select case change when 'VANISHED' then -1 else 1 end as sign) as signed
    left join before using (id) left join after using (id)
    group by change`.execute(db)
  return rows
}

export interface DayChangeRow {
  /** Of the transaction. */
  id: string
  change: ChangeKind
}

/**
 * The transactions that have changed since the day was settled, by id.
 *
 * @param after id of the last one of the previous page
 * @param limit rows at most
 */
export async function selectDayChanges(
  db: Database,
  day: ExplainedDay,
  after: string | undefined,
  limit: number,
): Promise<DayChangeRow[]> {
  const { rows } = await sql<DayChangeRow>`
    with ${dayChanges(day)}
    select id, change from changes where ${after === undefined ? sql`true` : sql`id > ${after}::bigint`}
    order by id limit ${limit}`.execute(db)
  return rows
}

/** The versions that were summed and are no longer, of some transactions, the oldest first. */
export async function selectSummedVersions(
  db: Database,
  day: ExplainedDay,
  ids: string[],
): Promise<Selectable<TransactionVersionsTable>[]> {
  const { rows } = await sql<Selectable<TransactionVersionsTable>>`
    with ${summedParts(day)}
    select * from (${summedVersions(day)}) as versions
    where transaction_id = any(${ids}::bigint[]) order by replaced_at`.execute(db)
  return rows
}

/** Some transactions of the merchant as they are now, on any day and of any status. */
export function selectCurrent(db: Database, { merchant_id }: ExplainedDay, ids: string[]) {
  return db
    .selectFrom('transactions')
    .selectAll()
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .where('merchant_id', '=', merchant_id)
    .execute()
}

/** When some transactions were last changed or deleted, by id. */
export async function findLastChanges(db: Database, ids: string[]): Promise<Map<string, Date>> {
  const rows = await db
    .selectFrom('transaction_versions')
    .select(['transaction_id', ({ fn }) => fn.max('replaced_at').as('at')])
    .where(sql<boolean>`transaction_id = any(${ids}::bigint[])`)
    .groupBy('transaction_id')
    .execute()
  return new Map(rows.map(({ transaction_id, at }) => [transaction_id, at]))
}

/**
 * Queries of a day's changes, for `with`: `before` has what was summed of each transaction that differs, `after` what it
 * adds to the day now, and `changes` in what way they differ.
 *
 * A version was summed if the snapshot of the part that its key is in shows it and not yet its successor. All versions
 * that are no longer are in transaction_versions, so of the current ones only those have to be found that were not
 * summed.
 */
function dayChanges(day: ExplainedDay) {
  return sql`${summedParts(day)},
    replaced as materialized (
      select transaction_id as id, amount_cents, fee_cents, kind from (${summedVersions(day)}) as versions
    ),
    present as materialized (
      select id, amount_cents, fee_cents, kind, pg_visible_in_snapshot(written_xid, snapshot) as summed
      from parts join transactions on (paid_at, id) >= (lower_paid_at, lower_id) and (paid_at, id) < (upper_paid_at, upper_id)
      where ${ofDay(day)} and (not pg_visible_in_snapshot(written_xid, snapshot) or id in (select id from replaced))
    ),
    before as (
      select id, ${transactionSums} from (
        select * from replaced
        -- Of a transaction that moved while the day was summed, both may have been.
        union all select id, amount_cents, fee_cents, kind from present where summed
      ) as summed group by id
    ),
    after as (select id, ${transactionSums} from present group by id),
    changes as (
      select id, case when before.txn_count is null then 'LATE' when after.txn_count is null then 'VANISHED'
        else 'CHANGED' end as change
      from before full join after using (id)
      where (before.txn_count, before.gross_cents, before.fee_cents, before.refund_cents, before.refund_count)
        is distinct from (after.txn_count, after.gross_cents, after.fee_cents, after.refund_cents, after.refund_count)
    )`
}

/** None where they were taken in another cluster, whose transaction ids cannot be compared. */
function summedParts({ job_id, range }: ExplainedDay) {
  return sql`parts as materialized (
    select lower_paid_at, lower_id, upper_paid_at, upper_id, snapshot from summed_parts
    where job_id = ${job_id} and cluster is not distinct from cluster_identifier()
      and upper_paid_at >= ${range.starts_at}::timestamptz and lower_paid_at < ${range.ends_at}::timestamptz
  )`
}

function summedVersions(day: ExplainedDay) {
  return sql`
    select transaction_versions.* from parts join transaction_versions
      on (paid_at, transaction_id) >= (lower_paid_at, lower_id) and (paid_at, transaction_id) < (upper_paid_at, upper_id)
    where ${ofDay(day)} and pg_visible_in_snapshot(written_xid, snapshot)
      and not pg_visible_in_snapshot(replaced_xid, snapshot)`
}
