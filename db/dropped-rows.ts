import { type RawBuilder, sql } from 'kysely'

/**
 * Common table expressions of `removing` and `dropped`: months in UTC that were dropped, with the ids of their orders from
 * `first_id`, included, to `end_id`, excluded. Rows of those in `removing` may still be there, and do not count. Materialized,
 * so that ids are computed once.
 */
export const droppedMonths = sql`
  dropped as materialized (
    select starts_at, ends_at, lowest_uuid(starts_at) as first_id, lowest_uuid(ends_at) as end_id, removed_at
    from archives where dropped_at is not null
  ),
  removing as materialized (select * from dropped where removed_at is null)`

type Months = 'dropped' | 'removing'

/** Whether an order of this id is of one of the months. Needs `droppedMonths`. */
export function idIsIn(months: Months, id: string): RawBuilder<boolean> {
  return sql`exists (
    select from ${sql.table(months)} where ${sql.ref(id)} >= first_id and ${sql.ref(id)} < end_id)`
}

/** Whether a time is in one of the months. Needs `droppedMonths`. */
export function timeIsIn(months: Months, time: string): RawBuilder<boolean> {
  return sql`exists (
    select from ${sql.table(months)} where ${sql.ref(time)} >= starts_at and ${sql.ref(time)} < ends_at)`
}

/**
 * Whether a stretch of time, from `start`, included, to `end`, excluded, shares an instant with a dropped month: what is left
 * of it in `transactions` is not all that it had.
 */
export function sharesDropped(start: RawBuilder<unknown>, end: RawBuilder<unknown>) {
  return sql<boolean>`exists (
    select from archives as gone
    where gone.dropped_at is not null and gone.starts_at < ${end} and gone.ends_at > ${start})`
}
