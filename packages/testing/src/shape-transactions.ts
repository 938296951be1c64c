import type { Database } from '@order-settlement/db/tables.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Range } from './independent-csv.ts'

/** The days of `seed`. */
export const seededMonth: Range = { from: '2025-01-01', to: '2025-01-31' }
/** An instant in them. */
const instant = sql`timestamptz '2025-01-15 12:00:00Z'`
const monthStart = sql`timestamptz '2025-01-01 00:00:00Z'`
/** What a transaction's position in the month is divided by, to fit it into an hour or a day. */
const hoursOfMonth = sql`744`
const daysOfMonth = sql`31`

interface Columns {
  merchant_id?: RawBuilder<unknown>
  paid_at?: RawBuilder<unknown>
}

const columnsOf = {
  /** As seeded. */
  even: {},
  /** Nine transactions of ten in one hour. */
  hour: {
    paid_at: sql`case when id % 10 = 0 then paid_at
      else ${instant} + (paid_at - ${monthStart}) / ${hoursOfMonth} end`,
  },
  /** All at one instant. */
  instant: { paid_at: instant },
  /** All of one merchant. */
  merchant: { merchant_id: sql`'merchant_0001'` },
  /** All on one day of 366. */
  year: {
    paid_at: sql`${instant} - interval '12 hours' + (paid_at - ${monthStart}) / ${daysOfMonth}`,
  },
} satisfies Record<string, Columns>

/** How transactions lie in the range that is settled. */
export type Shape = keyof typeof columnsOf
export const shapes = Object.keys(columnsOf) as Shape[]

/**
 * What PostgreSQL knows about them: `fresh` is analysed, `none` has no statistics, as after a bulk load, and
 * `stale` has those of the same transactions a month earlier.
 */
export const statisticsStates = ['fresh', 'none', 'stale'] as const
export type StatisticsState = (typeof statisticsStates)[number]

export interface ShapeOptions {
  shape: Shape
  statistics: StatisticsState
}

/** The days that a shape is settled over. */
export function rangeOf(shape: Shape): Range {
  return shape === 'year' ? { from: '2024-06-01', to: '2025-06-01' } : seededMonth
}

/**
 * Keeps the seeded transactions for `shapeTransactions`, and turns autovacuum off for the table, since it would
 * analyse it.
 */
export async function keepSeed(db: Database): Promise<void> {
  await sql`drop table if exists seeded_transactions`.execute(db)
  await sql`create unlogged table seeded_transactions as table transactions`.execute(db)
  await disableAutovacuum(db)
}

/** For all partitions of transactions. */
export async function disableAutovacuum(db: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relid::regclass::text as name from pg_partition_tree('transactions') where isleaf`.execute(
    db,
  )
  for (const { name } of rows)
    await sql`alter table ${sql.table(name)} set (autovacuum_enabled = false)`.execute(db)
}

/**
 * Replaces all transactions by the kept ones in another shape. Ids and amounts are those of the seed. The table is
 * loaded anew, so neither it nor its indexes have dead rows, and it is vacuumed: index-only scans need the visibility
 * map, with statistics or without.
 */
export async function shapeTransactions(
  db: Database,
  { shape, statistics }: ShapeOptions,
): Promise<void> {
  if (statistics === 'stale') {
    await load(db, shape, sql`interval '-31 days'`)
    await sql`analyze transactions`.execute(db)
  }
  await load(db, shape, sql`interval '0'`)
  await sql`vacuum transactions`.execute(db)
  if (statistics === 'fresh') await sql`analyze transactions`.execute(db)
  if (statistics === 'none') await clearStatistics(db)
}

/** Truncating keeps the statistics of the rows before. */
async function load(db: Database, shape: Shape, shift: RawBuilder<unknown>): Promise<void> {
  const { merchant_id = sql`merchant_id`, paid_at = sql`paid_at` }: Columns = columnsOf[shape]
  await sql`truncate transactions`.execute(db)
  await sql`
    insert into transactions (id, merchant_id, amount_cents, fee_cents, status, paid_at, created_at)
    select id, ${merchant_id}, amount_cents, fee_cents, status, ${paid_at} + ${shift}, created_at
    from seeded_transactions order by id`.execute(db)
}

async function clearStatistics(db: Database): Promise<void> {
  await sql`select pg_clear_attribute_stats(schemaname, tablename, attname, inherited)
    from pg_stats where tablename ~ '^transactions(_default|_\\d{4}_\\d\\d)?$'`.execute(db)
  await sql`
    with tables as (select relid from pg_partition_tree('transactions'))
    select pg_clear_relation_stats('public', relname) from pg_class
    where oid in (select relid from tables union all select indexrelid from pg_index join tables on relid = indrelid)
  `.execute(db)
}
