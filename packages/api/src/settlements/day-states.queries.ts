import { droppedSpans } from '@order-settlement/db/dropped-months.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { type RawBuilder, sql } from 'kysely'

/** A day, and what settled it last: null unless a job did. */
export interface DayStateRow {
  date: string
  /** By the clock of the database, in the zone that was asked for. */
  has_ended: boolean
  job_id: string | null
  job_timezone: string | null
  settled_at: Date | null
  /** Transactions that have changed since, as text; null if the service has no trace of what was summed. */
  changed: string | null
  /** Whether it has hours of a dropped month. */
  is_archived: boolean
}

export interface WantedDays {
  from: string
  to: string
  timezone: string
  /** The one merchant whose transactions are counted; all if undefined. */
  only: string | undefined
}

/**
 * The days of a range, each with the job that settled it last and how many transactions have changed since. Its cost is
 * that of what has changed, not of what was settled: rows that were written before the sums are left out by summaries
 * (BRIN), if the transaction plans by them (`planByWrittenIndexes`).
 *
 * @throws 22023 from PostgreSQL for a zone that it does not know
 */
export async function selectDayStates(
  db: Database,
  { from, to, timezone, only }: WantedDays,
): Promise<DayStateRow[]> {
  const { rows } = await sql<DayStateRow>`
    with ${settledDays(from, to)}, ${summedSpans}, dropped as materialized (${droppedSpans}),
    differences as materialized (${lateRows(only)} union all ${replacedRows(only)}),
    changed as (
      select date, count(*) as transactions from (
        select date from differences join settled using (job_id, date)
        group by date, merchant_id, id
        having (sum(sign), sum(sign * amount_cents), sum(sign * fee_cents),
          coalesce(sum(sign) filter (where kind = 'REFUND'), 0),
          coalesce(sum(sign * amount_cents) filter (where kind = 'REFUND'), 0))
          is distinct from (0, 0, 0, 0, 0)
      ) as by_transaction group by date
    )
    select day::date::text as date, day::date < (clock_timestamp() at time zone ${timezone})::date as has_ended,
      settled.job_id, settled.timezone as job_timezone, finished_at as settled_at,
      case when spans.job_id is not null and not is_archived then coalesce(transactions, 0) end as changed, is_archived
    from generate_series(${from}::date, ${to}::date, interval '1 day') as day
    left join settled on settled.date = day::date
    left join spans on spans.job_id = settled.job_id
    left join changed on changed.date = day::date
    cross join lateral (select exists (
      select from dropped where lower(span) < day_range_end(day::date, ${timezone})
        and upper(span) > day_range_start(day::date, ${timezone})
    ) as is_archived) as archived
    order by day`.execute(db)
  return rows
}

/** For `with`: each settled day with the job that settled it last. */
function settledDays(from: string, to: string) {
  return sql`
    settled as materialized (
      select distinct on (date) date::date, id as job_id, timezone, range_start, range_end, finished_at
      from jobs, generate_series(
        greatest(from_date, ${from}::date), least(to_date, ${to}::date), interval '1 day') as date
      where status = 'COMPLETED' and not dry_run and from_date <= ${to}::date and to_date >= ${from}::date
      order by date, published_no desc nulls last, finished_at desc
    )`
}

const isOfCluster = sql`cluster is not distinct from (select cluster_identifier())`

/**
 * For `with`: the instants that the days of each job lie between, and the transaction ids between which its snapshots
 * differ: what is older was summed, what is newer was not. Snapshots of another cluster tell nothing.
 */
const summedSpans = sql`
  snapshots as materialized (
    select job_id, min(pg_snapshot_xmin(snapshot))::text::bigint as first_xid,
      max(pg_snapshot_xmax(snapshot)) as last_xid
    from summed_parts where job_id in (select job_id from settled) and ${isOfCluster}
    group by job_id
  ),
  spans as materialized (
    select job_id, timezone, first_xid, last_xid,
      -- A job may have more days than were asked for. No zone is further from UTC.
      greatest(range_start, (min(date)::timestamp - interval '16 hours') at time zone 'UTC') as starts_at,
      least(range_end, (max(date)::timestamp + interval '40 hours') at time zone 'UTC') as ends_at
    from settled join snapshots using (job_id)
    group by job_id, timezone, range_start, range_end, first_xid, last_xid
  )`

/** The transactions of the days that were not summed, with the sign 1. */
function lateRows(only: string | undefined) {
  return sql`
    select job_id, ${itsDay} as date, merchant_id, id, 1 as sign, amount_cents, fee_cents, kind
    from spans cross join lateral (
      select id, merchant_id, amount_cents, fee_cents, kind, paid_at, written_xid from transactions
      where ${writtenSince(sql`written_xid`, only)} offset 0
    ) as written
    where written_xid >= last_xid or not ${isSummed(sql`id`, (snapshot) => sql`pg_visible_in_snapshot(written_xid, ${snapshot})`)}`
}

/** The versions that were summed and are no longer, with the sign -1. */
function replacedRows(only: string | undefined) {
  return sql`
    select job_id, ${itsDay}, merchant_id, transaction_id, -1, amount_cents, fee_cents, kind
    from spans cross join lateral (
      select transaction_id, merchant_id, amount_cents, fee_cents, kind, paid_at, written_xid, replaced_xid
      from transaction_versions where ${writtenSince(sql`replaced_xid`, only)} offset 0
    ) as written
    where written_xid < last_xid and ${isSummed(
      sql`transaction_id`,
      (snapshot) => sql`pg_visible_in_snapshot(written_xid, ${snapshot})
        and not pg_visible_in_snapshot(replaced_xid, ${snapshot})`,
    )}`
}

/** As the indexes of migration 0037 have it. */
function writtenSince(xid: RawBuilder<unknown>, only: string | undefined) {
  const hourOf = (at: string) => sql`date_bin('1 hour', ${sql.ref(at)}, '2000-01-01T00:00:00Z')`
  return sql`
    status = 'PAID' and ${xid}::text::bigint >= first_xid
      and ${hourOf('paid_at')} >= ${hourOf('starts_at')} and ${hourOf('paid_at')} < ends_at
      and ${only === undefined ? sql`true` : sql`merchant_id = ${only}`}`
}

const itsDay = sql`(paid_at at time zone timezone)::date`

/** @param condition on the snapshot of the part that the key is in */
function isSummed(
  id: RawBuilder<unknown>,
  condition: (snapshot: RawBuilder<unknown>) => RawBuilder<unknown>,
) {
  return sql`exists (
    select from summed_parts as part
    where part.job_id = spans.job_id and ${isOfCluster} and upper_paid_at >= paid_at
      and (paid_at, ${id}) >= (lower_paid_at, lower_id) and (paid_at, ${id}) < (upper_paid_at, upper_id)
      and ${condition(sql`part.snapshot`)}
  )`
}
