import type { Trx } from '@order-settlement/db/tables.ts'
import { findClosedPeriod } from '@order-settlement/shared/settlements/closed-period.ts'
import { sql } from 'kysely'

/**
 * A closed day keeps the PAID transactions that it has: none is added, changed or moved away. A line that is stored with
 * the same content changes nothing. The caller holds the lock of the periods, unless it keeps nothing.
 */
export async function checkClosedDays(trx: Trx): Promise<void> {
  const closed = await findClosedPeriod(trx)
  if (!closed) return
  const { closed_until: until, timezone } = closed
  await sql`
    insert into staged_rejects
    select lines.no, lines.line, 'paid_at',
      'is in the closed day ' || day || '; book an ADJUSTMENT today that relates_to ' || day
    from staged_lines as lines
    left join staged_matches as matches on matches.no = lines.no
    cross join lateral (select (case
      when lines.status = 'PAID' and lines.paid_at < ${until} then lines.paid_at
      when stored_status = 'PAID' and stored_paid_at < ${until} then stored_paid_at
    end at time zone ${timezone})::date as day) as closed
    where day is not null and (matches.no is null or differences is not null)
      and lines.no not in (select no from staged_repeats)`.execute(trx)
}
