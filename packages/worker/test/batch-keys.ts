import type { Database } from '@order-settlement/db/tables.ts'
import type { Range } from '@order-settlement/testing/independent-csv.ts'
import { sql } from 'kysely'
import { expect } from 'vitest'

export interface DoneBatch {
  /** Keys as text. */
  lower: string
  upper: string
  row_count: number
  /** Transactions between the keys. */
  counted: number
  /** When it was summed. A long transaction in any database of the server keeps it from growing. */
  snapshot_xmin: string
  /** Of all its merchants. */
  gross: string
}

/** The summed batches of a settlement that is not published yet, in the order of their keys. */
export async function readDoneBatches(db: Database, jobId: string): Promise<DoneBatch[]> {
  const { rows } = await sql<DoneBatch>`
    select lower_paid_at || ' ' || lower_id as lower, upper_paid_at || ' ' || upper_id as upper, row_count,
      (select count(*)::integer from transactions as t where t.status = 'PAID'
        and (t.paid_at, t.id) >= (lower_paid_at, lower_id)
        and (t.paid_at, t.id) < (upper_paid_at, upper_id)) as counted,
      snapshot_xmin, (select sum(cents)::text from unnest(gross_cents) as cents) as gross
    from settlement_batches where job_id = ${jobId} and done
    order by lower_paid_at, lower_id, upper_paid_at, upper_id`.execute(db)
  return rows
}

/**
 * Batches cover the range of their settlement, from key to key, without gap or overlap; each has the transactions
 * that it counts, and `batchSize` at most; all together have each transaction of `range` once.
 */
export async function expectPartition(
  db: Database,
  jobId: string,
  { batches, range, batchSize }: { batches: DoneBatch[]; range: Range; batchSize: number },
): Promise<void> {
  const { rows } = await sql<{ start: string; end: string }>`
    select range_start || ' -9223372036854775808' as start, range_end || ' -9223372036854775808' as end
    from jobs where id = ${jobId}`.execute(db)
  const keys = [rows[0]?.start, ...batches.map(({ upper }) => upper)]
  expect(batches.map(({ lower }) => lower)).toEqual(keys.slice(0, -1))
  expect(keys.at(-1)).toBe(rows[0]?.end)
  const counts = batches.map(({ row_count }) => row_count)
  expect(counts).toEqual(batches.map(({ counted }) => counted))
  expect(Math.max(...counts)).toBeLessThanOrEqual(batchSize)
  expect(counts.reduce((sum, count) => sum + count)).toBe(await countPaid(db, range))
}

async function countPaid(
  db: Database,
  { from, to, timezone = 'UTC' }: Range,
): Promise<number | undefined> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer from transactions where status = 'PAID'
      and (paid_at at time zone ${timezone})::date between ${from}::date and ${to}::date`.execute(
    db,
  )
  return rows[0]?.count
}
