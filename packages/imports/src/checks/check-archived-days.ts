import { droppedSpans } from '@order-settlement/db/dropped-months.ts'
import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/**
 * A dropped month takes no transaction of any status: nobody would see it, and it would be deleted with the rest of the
 * month. PAID ones are refused as closed. The caller holds the lock of the periods, unless it keeps nothing.
 */
export async function checkArchivedDays(trx: Trx): Promise<void> {
  await sql`
    with dropped as materialized (${droppedSpans})
    insert into staged_rejects
    select lines.no, lines.line, 'paid_at',
      'is in ' || to_char(lines.paid_at at time zone 'UTC', 'YYYY-MM') || ', which is archived; book an ADJUSTMENT today'
    from staged_lines as lines join dropped on lines.paid_at <@ span
    left join staged_matches as matches on matches.no = lines.no
    where lines.status <> 'PAID' and (matches.no is null or differences is not null)
      and lines.no not in (select no from staged_repeats)`.execute(trx)
}
