import type { PeriodChangesTable } from '@order-settlement/db/period-tables.ts'
import type { Database, PeriodChange, Trx } from '@order-settlement/db/tables.ts'
import { type Insertable, sql } from 'kysely'
import { asksForSame, type KeyedRequest, requireSame } from '../server/keyed-request.ts'

/** Changes of the journal from the newest to the oldest. Parameters as of `selectJobs`. */
export function selectChanges(
  db: Database,
  before: string | undefined,
  limit: number,
): Promise<PeriodChange[]> {
  let query = db.selectFrom('period_changes').selectAll()
  if (before !== undefined) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

/** @throws ProblemError IDEMPOTENCY_KEY_REUSED if the change with the key was asked for otherwise */
export async function findByKey(
  trx: Trx,
  { key, request }: KeyedRequest,
): Promise<PeriodChange | undefined> {
  if (key === undefined) return undefined
  return requireSame(
    await trx
      .selectFrom('period_changes')
      .selectAll()
      .select(asksForSame(request).as('is_same'))
      .where('idempotency_key', '=', key)
      .executeTakeFirst(),
  )
}

/** Adds a change to the journal, with the request that it answers. */
export function insertChange(
  trx: Trx,
  { key, request }: KeyedRequest,
  change: Omit<Insertable<PeriodChangesTable>, 'idempotency_key' | 'request'>,
): Promise<PeriodChange> {
  return trx
    .insertInto('period_changes')
    .values({ ...change, idempotency_key: key ?? null, request: JSON.stringify(request) })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The end of a day, by the clock of the database. */
export interface DayEnd {
  ends_at: Date
  has_ended: boolean
  /**
   * Whether a transaction of the database that began before the end is still running. It may write a sale of the day,
   * since a sale is dated when its transaction begins; a later transaction cannot.
   */
  is_running: boolean
}

/** @throws 22023 from PostgreSQL for a zone that it does not know */
export async function readDayEnd(trx: Trx, day: string, timezone: string): Promise<DayEnd> {
  const { rows } = await sql<DayEnd>`
    select ends_at, ends_at <= clock_timestamp() as has_ended, exists (
      select from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
        and xact_start < ends_at
    ) as is_running
    from day_range_end(${day}::date, ${timezone}) as ends_at`.execute(trx)
  const [end] = rows
  if (!end) throw new Error('the database returned no end of a day')
  return end
}
