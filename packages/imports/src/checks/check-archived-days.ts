import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/**
 * An archived month keeps its transactions of every status, since its files have them, until it is reopened. A dropped one
 * takes none: nobody would see it, and it would be deleted with the rest of the month. What is PAID is refused as
 * closed. The caller holds the lock of the periods, unless it keeps nothing.
 */
export async function checkArchivedDays(trx: Trx): Promise<void> {
  await sql`
    with archived as materialized (
      select coalesce(range_agg(tstzrange(starts_at, ends_at)), '{}') as months, closed_until() as until
      from archives where dropped_at is not null or ends_at <= closed_until()
    )
    insert into staged_rejects
    select lines.no, lines.line, 'paid_at',
      'is in ' || to_char(at at time zone 'UTC', 'YYYY-MM') || ', which is archived; book an ADJUSTMENT today'
    from staged_lines as lines cross join archived
    left join staged_matches as matches on matches.no = lines.no
    cross join lateral (select case
      when lines.status = 'PAID' and lines.paid_at < until or stored_status = 'PAID' and stored_paid_at < until then null
      when lines.paid_at <@ months then lines.paid_at
      when stored_paid_at <@ months then stored_paid_at
    end as at) as archived_time
    where at is not null and (matches.no is null or differences is not null)
      and lines.no not in (select no from staged_repeats)`.execute(trx)
}
