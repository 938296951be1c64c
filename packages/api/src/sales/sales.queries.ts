import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { idsPlaced } from '../orders/order-times.ts'
import type { Group } from './sales.schemas.ts'

/** The orders that are summed. */
export interface Sold {
  productId: string
  /** Name of the API key that placed them; any if undefined. */
  owner: string | undefined
  /** Days, both included. */
  from: string
  to: string
  timezone: string
  group: Group
}

/** The instants that the days lie between. */
export interface SoldTimes {
  /** Included; on a whole ms. */
  starts_at: Date
  /** Excluded. */
  ends_at: Date
}

export const sumNames = [
  'order_count',
  'units',
  'amount_cents',
  'returned_units',
  'refunded_cents',
] as const

export type SalesRow = Record<(typeof sumNames)[number], string> & { starts_at: Date }

/**
 * A query of its own, since the planner estimates the orders between values that it knows.
 *
 * @throws 22023 from PostgreSQL for a zone that it does not know
 */
export async function readTimes(
  db: Database,
  { from, to, timezone }: Pick<Sold, 'from' | 'to' | 'timezone'>,
): Promise<SoldTimes> {
  const { rows } = await sql<SoldTimes>`
    select day_range_start(${from}::date, ${timezone}) as starts_at,
      day_range_end(${to}::date, ${timezone}) as ends_at`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a query without a table has a row')
  return row
}

/**
 * The sums of each hour or day by when orders were placed, which their ids find in the index of orders by product. Orders
 * of before sales were transactions are sold without a `confirmed_at`.
 */
export async function selectSales(
  db: Database,
  sold: Sold,
  { starts_at, ends_at }: SoldTimes,
): Promise<SalesRow[]> {
  const ids = idsPlaced({ from: starts_at, to: ends_at }, undefined)
  const { of, all } = grouping(sold, { starts_at, ends_at })
  const sums = sumNames.map((name) => sql`coalesce(${sql.ref(name)}, 0)::text as ${sql.ref(name)}`)
  const { rows } = await sql<SalesRow>`
    with sums as (
      select ${of} as part, count(*) as order_count, sum(quantity) as units, sum(total_cents) as amount_cents,
        sum(returned_units) as returned_units, sum(refunded_cents) as refunded_cents
      from orders
      where product_id = ${sold.productId} and id >= ${ids.least} and id < ${ids.below}
        and created_at >= ${starts_at} and created_at < ${ends_at}
        and (status = 'CONFIRMED' or confirmed_at is not null)
        and ${sold.owner === undefined ? sql`true` : sql`placed_by = ${sold.owner}`}
      group by part
    )
    select parts.starts_at, ${sql.join(sums)}
    from (${all}) as parts left join sums using (part) order by parts.starts_at`.execute(db)
  return rows
}

/** What an order is summed in, and all of these with when they start. */
function grouping({ group, from, to, timezone }: Sold, { starts_at, ends_at }: SoldTimes) {
  if (group === 'hour') {
    return {
      of: sql`date_bin('1 hour', created_at, ${starts_at})`,
      all: sql`
        select part, part as starts_at
        from generate_series(${starts_at}::timestamptz, ${ends_at}::timestamptz - interval '1 ms', '1 hour') as part`,
    }
  }
  return {
    of: sql`(created_at at time zone ${timezone})::date`,
    // Without a day that the zone skipped.
    all: sql`
      select part, starts_at
      from (select ${from}::date + n as part from generate_series(0, ${to}::date - ${from}::date) as n) as days,
        lateral (select day_range_start(part, ${timezone}) as starts_at, day_range_end(part, ${timezone}) as ends_at) as times
      where starts_at < ends_at`,
  }
}
