import type { Database, Job, SettlementChangesTable } from '@order-settlement/db/tables.ts'
import { type Selectable, sql } from 'kysely'
import type { DayKey } from './settlements.schemas.ts'

/** The sums of a merchant's day before and after; null where the merchant had no transactions on the day. */
export type ChangeRow = Omit<Selectable<SettlementChangesTable>, 'run_id'>

/** Which changes to read. */
export interface ChangePage {
  /** The one merchant whose changes may be read; all if undefined. */
  only: string | undefined
  /** The last one of the previous page. */
  after: DayKey | undefined
  /** Rows at most. */
  limit: number
}

/** What a job changed, by merchant and date. */
export function selectChanges(
  db: Database,
  jobId: string,
  { only, after, limit }: ChangePage,
): Promise<ChangeRow[]> {
  let query = db.selectFrom('settlement_changes').selectAll().where('run_id', '=', jobId)
  if (only !== undefined) query = query.where('merchant_id', '=', only)
  if (after) query = query.where(isAfter(after))
  return query.orderBy('merchant_id').orderBy('date').limit(limit).execute()
}

type PublishedJob = Pick<Job, 'from_date' | 'to_date' | 'published_no'>

/** Two published jobs of the same days. */
interface Span {
  earlier: PublishedJob
  later: PublishedJob
  /** Of days that were settled before currencies were kept. */
  currency: string
}

/** A job whose changes are part of the difference, and were removed for their age. */
export function findRemovedBetween(db: Database, { earlier, later }: Span) {
  return db
    .selectFrom('jobs')
    .select(['id', 'changes_removed_at'])
    .where('published_no', '>', earlier.published_no)
    .where('published_no', '<=', later.published_no)
    .where('from_date', '<=', earlier.to_date)
    .where('to_date', '>=', earlier.from_date)
    .where('changes_removed_at', 'is not', null)
    .orderBy('published_no')
    .limit(1)
    .executeTakeFirst()
}

/** Changes of each job that one statement reads, so that its cost does not grow with their number. */
const stretch = 200

/**
 * What changed from one published job to a later one of the same days, by merchant and date. Every job that was
 * published in between recorded what it changed on these days, as the earlier job had settled them: the first change
 * of a merchant's day begins with the sums of the earlier job, the last one ends with those of the later job.
 * `replaced_run_id` is null.
 */
export async function selectChangesBetween(
  db: Database,
  span: Span,
  { only, after, limit }: ChangePage,
): Promise<ChangeRow[]> {
  const changes: ChangeRow[] = []
  // One stretch is enough unless jobs undid changes of others.
  for (let from = after; ; ) {
    const page = { only, after: from, limit: Math.max(limit, stretch) }
    const { rows, horizon } = await selectStretch(db, span, page)
    changes.push(...rows)
    if (!horizon || changes.length >= limit) return changes.slice(0, limit)
    from = horizon
  }
}

/** A difference, or nulls if there is none, with the horizon if there is one. */
type StretchRow = (ChangeRow | { merchant_id: null }) &
  (
    | { horizon_merchant: string; horizon_date: string }
    | { horizon_merchant: null; horizon_date: null }
  )

/**
 * Reads a page of changes of each job, and joins those of the same merchant and day.
 *
 * @returns the differences up to `horizon`, up to which every job's changes were read; undefined if no job has more
 */
async function selectStretch(
  db: Database,
  { earlier, later, currency }: Span,
  { only, after, limit }: ChangePage,
): Promise<{ rows: ChangeRow[]; horizon: DayKey | undefined }> {
  const { from_date, to_date } = earlier
  const { rows } = await sql<StretchRow>`
    with found as materialized (
      select published_no, changes.*
      from jobs cross join lateral (
        select *, row_number() over (order by merchant_id, date) as n from settlement_changes
        where run_id = jobs.id and date between ${from_date} and ${to_date}
          and ${only === undefined ? sql`true` : sql`merchant_id = ${only}`}
          and ${after ? isAfter(after) : sql`true`}
        order by merchant_id, date limit ${limit}
      ) as changes
      where published_no > ${earlier.published_no} and published_no <= ${later.published_no}
        and from_date <= ${to_date} and to_date >= ${from_date}
    ),
    horizon as (
      select merchant_id, date from found where n = ${limit} order by merchant_id, date limit 1
    ),
    joined as (
      select merchant_id, date, null::uuid as replaced_run_id,
        first_value(before_gross_cents) over day as before_gross_cents,
        first_value(before_fee_cents) over day as before_fee_cents,
        first_value(before_net_cents) over day as before_net_cents,
        first_value(before_txn_count) over day as before_txn_count,
        first_value(before_refund_cents) over day as before_refund_cents,
        first_value(before_refund_count) over day as before_refund_count,
        first_value(before_currency) over day as before_currency,
        after_gross_cents, after_fee_cents, after_net_cents, after_txn_count,
        after_refund_cents, after_refund_count, after_currency,
        lead(published_no) over day is null as is_last
      from found
      where not exists (select from horizon)
        or (merchant_id, date) <= (select merchant_id, date from horizon)
      window day as (partition by merchant_id, date order by published_no)
    )
    select horizon.merchant_id as horizon_merchant, horizon.date as horizon_date, differences.*
    from (select) as always left join horizon on true left join (
      select * from joined where is_last
        and (before_gross_cents, before_fee_cents, before_txn_count,
            coalesce(before_refund_cents, 0), coalesce(before_refund_count, 0), coalesce(before_currency, ${currency}))
          is distinct from (after_gross_cents, after_fee_cents, after_txn_count,
            coalesce(after_refund_cents, 0), coalesce(after_refund_count, 0), coalesce(after_currency, ${currency}))
    ) as differences on true
    order by differences.merchant_id, differences.date`.execute(db)
  const [first] = rows
  const hasMore = first && first.horizon_merchant !== null && first.horizon_date !== null
  return {
    rows: rows.filter((row) => row.merchant_id !== null),
    horizon: hasMore ? [first.horizon_merchant, first.horizon_date] : undefined,
  }
}

/** Selects rows after the last one of the previous page. */
export function isAfter([merchantId, date]: DayKey) {
  return sql<boolean>`(merchant_id, date) > (${merchantId}, ${date}::date)`
}
