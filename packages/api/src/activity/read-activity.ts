import { transactionSums } from '@order-settlement/db/settled-days.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { readOldestJobs } from '../jobs/metrics/open-job-metrics.ts'
import { toSums } from '../settlements/to-sums.ts'
import { onDay, readDayRange } from '../transactions/day-range.ts'
import type { Activity } from './activity.schemas.ts'

/** How many seconds of orders are counted together. */
const interval = 5

/**
 * What is going on: orders by the time, today's paid transactions by currency, and whether jobs wait. Orders are counted
 * in the index of their ids, which hold when they were placed.
 *
 * @param seconds how far back orders are counted
 * @param timezone of today, IANA
 * @param currency of merchants that nobody described
 */
export async function readActivity(
  db: Database,
  seconds: number,
  timezone: string,
  currency: string,
): Promise<Activity> {
  const now = await readClock(db, timezone)
  const [orders, by_currency, oldest] = await Promise.all([
    countOrders(db, seconds),
    sumDay(db, now.date, timezone, currency),
    readOldestJobs(db),
  ])
  return {
    at: now.at.toISOString(),
    orders: orders.map(({ from, count }) => ({ from: from.toISOString(), count })),
    today: { date: now.date, timezone, by_currency },
    oldest_job_seconds: oldest.find(({ status }) => status === 'QUEUED')?.seconds ?? null,
  }
}

async function readClock(db: Database, timezone: string): Promise<{ at: Date; date: string }> {
  const { rows } = await sql<{ at: Date; date: string }>`
    select clock_timestamp() as at, (clock_timestamp() at time zone ${timezone})::date::text as date
  `.execute(db)
  const [row] = rows
  if (!row) throw new Error('the clock returned no row')
  return row
}

async function countOrders(
  db: Database,
  seconds: number,
): Promise<{ from: Date; count: number }[]> {
  const { rows } = await sql<{ from: Date; count: number }>`
    select to_timestamp(floor(extract(epoch from uuid_extract_timestamp(id)) / ${interval}) * ${interval})
        as "from", count(*)::integer as count
    from orders
    where id >= lowest_uuid(now() - make_interval(secs => ${seconds}::integer))
      -- Ids that others made may say no time.
      and uuid_extract_timestamp(id) is not null
    group by 1 order by 1`.execute(db)
  return rows
}

type Totals = Activity['today']['by_currency'][string]

async function sumDay(
  db: Database,
  date: string,
  timezone: string,
  currency: string,
): Promise<Record<string, Totals>> {
  const day = await readDayRange(db, date, timezone)
  const { rows } = await sql<Record<keyof Totals | 'currency', string>>`
    select coalesce(merchants.currency, ${currency}) as currency, sum(txn_count)::text as txn_count,
      sum(gross_cents)::text as gross_cents, sum(fee_cents)::text as fee_cents,
      (sum(gross_cents) - sum(fee_cents))::text as net_cents,
      sum(refund_cents)::text as refund_cents, sum(refund_count)::text as refund_count
    from (
      select merchant_id, ${transactionSums}
      from transactions where status = 'PAID' and ${onDay(day)} group by merchant_id
    ) as by_merchant left join merchants on merchants.id = merchant_id
    group by 1 order by 1`.execute(db)
  return Object.fromEntries(rows.map(({ currency: name, ...sums }) => [name, toSums(sums)]))
}
