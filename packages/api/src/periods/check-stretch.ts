import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { planAsBefore, planByWrittenIndexes } from '../settlements/plan-by-written-indexes.ts'
import { type DaySum, sumDays } from './closed-days.queries.ts'
import { findUnsettledDays, type Stretch } from './find-unsettled-days.ts'

/** What a stretch has. */
export interface CheckedStretch {
  /** Not settled, or changed since; in no order. */
  unsettled: string[]
  days: DaySum[]
}

/** A stretch as a snapshot shows it. */
export interface SeenStretch extends CheckedStretch {
  stretch: Stretch
  snapshot: string
  /** As `readSettlements` reads it. */
  settlements: string
}

/** Reads all transactions of a stretch. */
export async function checkStretch(trx: Trx, stretch: Stretch): Promise<CheckedStretch> {
  return { unsettled: await findUnsettledDays(trx, stretch), days: await sumDays(trx, stretch) }
}

/**
 * Checks a stretch without a lock, since to read a month of a large shop takes seconds.
 *
 * @param findStretch what to check; nothing is checked if that is undefined
 */
export async function seeStretch(
  db: Database,
  findStretch: (trx: Trx) => Promise<Stretch | undefined>,
): Promise<SeenStretch | undefined> {
  const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return await reading.execute(async (trx) => {
    const stretch = await findStretch(trx)
    if (!stretch) return undefined
    const { rows } = await sql<{ snapshot: string }>`
      select pg_current_snapshot()::text as snapshot`.execute(trx)
    return {
      stretch,
      snapshot: rows[0]?.snapshot ?? '',
      settlements: await readSettlements(trx, stretch),
      ...(await checkStretch(trx, stretch)),
    }
  })
}

/** Whether what was seen of a stretch is still so. Reads only what was written since. */
export async function isCurrent(trx: Trx, seen: SeenStretch, stretch: Stretch): Promise<boolean> {
  return (
    JSON.stringify(seen.stretch) === JSON.stringify(stretch) &&
    seen.settlements === (await readSettlements(trx, stretch)) &&
    !(await hasNewTransactions(trx, seen))
  )
}

/** What tells whether a job was published that settles days of the stretch, or the same dates in another zone. */
async function readSettlements(trx: Trx, { since, until }: Stretch): Promise<string> {
  const { rows } = await sql`
    select count(*), max(published_no), max(finished_at) from jobs
    where status = 'COMPLETED' and not dry_run
      and range_start < ${until}::timestamptz + interval '2 days'
      and range_end > ${since}::timestamptz - interval '2 days'`.execute(trx)
  return JSON.stringify(rows)
}

/** Whether PAID transactions of the stretch were inserted, changed or deleted since the snapshot. */
async function hasNewTransactions(
  trx: Trx,
  { stretch: { since, until }, snapshot }: SeenStretch,
): Promise<boolean> {
  await planByWrittenIndexes(trx)
  // Not all ids from the snapshot's xmin on: a long transaction, be it of another database of the server, holds that back.
  const spans = sql`
    select pg_snapshot_xmax(${snapshot})::text::bigint as first, 9223372036854775807 as last
    union all select xid::text::bigint, xid::text::bigint from pg_snapshot_xip(${snapshot}) as xid`
  const written = (table: string, xid: string) => sql`
    select from (${spans}) as spans cross join lateral (
      select paid_at, ${sql.ref(xid)} as xid from ${sql.table(table)}
      where status = 'PAID' and ${sql.ref(xid)}::text::bigint between first and last
        and date_bin('1 hour', paid_at, '2000-01-01T00:00:00Z') < ${until} offset 0
    ) as rows
    where paid_at >= ${since} and paid_at < ${until} and not pg_visible_in_snapshot(xid, ${snapshot})`
  // All are counted: for the first one alone the planner would read the days in their order.
  const { rows } = await sql<{ count: string }>`
    select count(*) from (
      ${written('transactions', 'written_xid')}
      union all ${written('transaction_versions', 'replaced_xid')}
    ) as written`.execute(trx)
  await planAsBefore(trx)
  return rows[0]?.count !== '0'
}
