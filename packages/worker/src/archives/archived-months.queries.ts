import { setTimeout as sleep } from 'node:timers/promises'
import type { ArchivedFile } from '@order-settlement/db/archive-tables.ts'
import { limitLockWait } from '@order-settlement/db/partitions/lock-partitions.ts'
import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { fingerprintQuery } from '@order-settlement/shared/archives/archived-tables.ts'
import { requireMonth } from '@order-settlement/shared/archives/month.ts'
import { lockPeriods } from '@order-settlement/shared/settlements/closed-period.ts'
import { sql } from 'kysely'

/** Archived months that are not dropped and ended more months ago, the oldest first. */
export async function findDueArchives(db: Database, months: number): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select month from archives
    where dropped_at is null
      and ends_at <= date_subtract(date_trunc('month', now(), 'UTC'), make_interval(months => ${months}), 'UTC')
    order by month`.execute(db)
  return rows.map(({ month }) => month)
}

/** Dropped months that still have rows, the oldest first. */
export async function findDroppedMonths(db: Database): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select month from archives where dropped_at is not null and removed_at is null order by month`.execute(
    db,
  )
  return rows.map(({ month }) => month)
}

/** Why an archived month must not be dropped as it is, by what was recorded of it; undefined if nothing speaks against it. */
export async function findReasonToKeep(db: Database, month: string): Promise<string | undefined> {
  const { rows } = await sql<{ reason: string | null }>`
    select case
      when changed_at is not null then 'it has changed since it was archived, archive it again'
      when closed_until() < ends_at then 'it is not closed any more'
      when exists (select from archived_units where month = ${month} and held > 0) then 'it has holds'
      -- Its orders count towards the limit of new ones.
      when exists (
        select from archived_units join products on products.id = product_id
        where month = ${month} and max_per_buyer is not null and products.archived_at is null
      ) then 'a product that it has orders of has a limit per buyer'
      -- Else an order would have lost its sale or refund to the archive, or these would have lost their order.
      when not isfinite(related_from) or related_to >= now() or exists (
        select from generate_series(date_trunc('month', related_from, 'UTC'), related_to, '1 month', 'UTC') as start
        where not exists (select from archives as other where other.starts_at = start)
      ) then 'it has orders with sales or refunds in a month that is not archived'
    end as reason
    from archives where month = ${month}`.execute(db)
  return rows[0]?.reason ?? undefined
}

/** How long transactions of before are waited for, in ms. */
const maxWaitMs = 60_000

/**
 * Waits until all transactions that have written anything by now have ended: one that has changed an order before the
 * archive was recorded did not mark it as changed.
 *
 * @returns whether they have ended within a minute
 */
export async function waitForWriters(db: Database, stopping: AbortSignal): Promise<boolean> {
  const { rows } = await sql<{ xid: string }>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as xid`.execute(db)
  const next = rows[0]?.xid ?? ''
  const end = performance.now() + maxWaitMs
  while (performance.now() < end && !stopping.aborted) {
    const { rows: ended } = await sql`
      select where pg_snapshot_xmin(pg_current_snapshot()) >= ${next}::xid8`.execute(db)
    if (ended.length > 0) return true
    await sleep(100, undefined, { signal: stopping }).catch(() => {})
  }
  return false
}

/** An archived month as one snapshot shows it. */
export interface SeenMonth {
  month: string
  /** Which archive of it, as text. */
  archived_at: string
  /** The last close or reopening. */
  period_change: string | null
  files: ArchivedFile[]
  fingerprints: { table: string; fingerprint: string }[]
}

/** Reads all rows of an archived month. */
export async function readMonth(db: Database, month: string): Promise<SeenMonth> {
  const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return await reading.execute(async (trx) => {
    const { rows } = await sql<Omit<SeenMonth, 'fingerprints'>>`
      select month, archived_at::text, files,
        (select max(id)::text from period_changes) as period_change
      from archives where month = ${month}`.execute(trx)
    const [archive] = rows
    if (!archive) throw new Error(`${month} is not archived any more`)
    const query = sql.raw<SeenMonth['fingerprints'][number]>(fingerprintQuery(requireMonth(month)))
    return { ...archive, fingerprints: (await query.execute(trx)).rows }
  })
}

/** Whether the tables have what was archived. */
export function isCurrent({ files, fingerprints }: SeenMonth): boolean {
  return fingerprints.every(({ table, fingerprint }) =>
    files.some((file) => file.table === table && file.fingerprint === fingerprint),
  )
}

export async function markChanged(db: Database, { month, archived_at }: SeenMonth): Promise<void> {
  await sql`
    update archives set changed_at = clock_timestamp()
    where month = ${month} and archived_at = ${archived_at}::timestamptz and changed_at is null and dropped_at is null`.execute(
    db,
  )
}

/**
 * Records that a month is dropped: from the commit on its rows do not count, and the units of its archive do.
 *
 * Periods are locked before the row of the archive. Closing and reopening take the first lock only, what changes an order
 * takes the second one last, and imports, which share the first, refuse lines of archived months. So no cycle can form, and
 * what has changed since the month was read is seen.
 *
 * @returns false if it has changed since it was read, or may not be dropped any more
 * @throws 55P03 from PostgreSQL if a lock is not free within 300 ms
 */
export async function recordDrop(db: Database, seen: SeenMonth): Promise<boolean> {
  const { month, archived_at, period_change } = seen
  return await db.transaction().execute(async (trx) => {
    await limitLockWait(trx)
    await lockPeriods(trx, 'exclusive')
    if (!(await lockUnchanged(trx, seen))) return false
    if (await findReasonToKeep(trx, month)) return false
    const { numAffectedRows } = await sql`
      update archives set dropped_at = clock_timestamp()
      where month = ${month} and archived_at = ${archived_at}::timestamptz
        and (select max(id) from period_changes) is not distinct from ${period_change}::bigint`.execute(
      trx,
    )
    return numAffectedRows === 1n
  })
}

async function lockUnchanged(trx: Trx, { month }: SeenMonth): Promise<boolean> {
  const { rows } = await sql`
    select from archives where month = ${month} and changed_at is null and dropped_at is null for update`.execute(
    trx,
  )
  return rows.length === 1
}
