import { sql } from 'kysely'
import type { Database } from './tables.ts'

/**
 * A month in UTC whose orders and transactions are archived and no longer in the database. Some of its rows may still be
 * there, to be deleted, but they do not count any more.
 */
export interface DroppedMonth {
  /** `2025-01`. */
  month: string
  /** Names of its files. */
  files: string[]
}

const dropped = sql`
  select month, array(select file ->> 'name' from jsonb_array_elements(files) as file) as files
  from archives where dropped_at is not null`

/** The dropped month that an order was placed in, by its id, which begins with the time. */
export async function findDroppedMonthOf(
  db: Database,
  orderId: string,
): Promise<DroppedMonth | undefined> {
  const { rows } = await sql<DroppedMonth>`
    ${dropped} and ${orderId}::uuid >= lowest_uuid(starts_at) and ${orderId}::uuid < lowest_uuid(ends_at)`.execute(
    db,
  )
  return rows[0]
}

/** Instants, as PostgreSQL reads them. */
export interface Span {
  /** Included; undefined for all before `to`. */
  from: Date | string | undefined
  /** Excluded; undefined for all from `from` on. */
  to: Date | string | undefined
}

/**
 * The last dropped month that shares an instant with a span. A reader of transactions or orders asks after it has read
 * them, or under the lock of the periods: a month that is dropped before it reads is found, and one that is dropped
 * later was read.
 */
export async function findDroppedMonth(
  db: Database,
  { from = '-infinity', to = 'infinity' }: Span,
): Promise<DroppedMonth | undefined> {
  const { rows } = await sql<DroppedMonth>`
    ${dropped} and starts_at < ${to}::timestamptz and ends_at > ${from}::timestamptz
    order by month desc limit 1`.execute(db)
  return rows[0]
}

/** The dropped months as ranges `span`, one of those that follow each other. */
export const droppedSpans = sql`
  select unnest(range_agg(tstzrange(starts_at, ends_at))) as span from archives where dropped_at is not null`

/** A stretch of time whose months are all in the database. */
export interface KeptStretch {
  /** Included, as text; null for the first stretch. */
  from: string | null
  /** Excluded, as text; null for the last stretch. */
  to: string | null
  /** The ids of its orders: from here, included, to there, excluded. */
  first_id: string | null
  end_id: string | null
}

/** The stretches before, between and after the dropped months, the oldest first; one without bounds if none is dropped. */
export async function readKeptStretches(db: Database): Promise<KeptStretch[]> {
  const { rows } = await sql<KeptStretch>`
    select lower(kept)::text as from, upper(kept)::text as to,
      lowest_uuid(lower(kept)) as first_id, lowest_uuid(upper(kept)) as end_id
    from unnest('{(,)}'::tstzmultirange
      - coalesce((select range_agg(span) from (${droppedSpans}) as spans), '{}')) as kept
    order by kept`.execute(db)
  return rows
}
