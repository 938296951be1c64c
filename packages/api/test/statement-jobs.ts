import { randomUUID } from 'node:crypto'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

export interface Settled {
  merchant: string
  date: string
  gross: string | number | bigint
  fee?: string | number | bigint
  count?: number
  refunded?: string | number | bigint
  refunds?: number
  currency?: string | null
}

/** Inserts a job of days, completed unless `status` says otherwise. @returns its id */
export async function insertJob(
  db: Database,
  {
    from,
    to = from,
    timezone = 'UTC',
    status = 'COMPLETED',
    dry_run = false,
  }: { from: string; to?: string; timezone?: string; status?: string; dry_run?: boolean },
): Promise<string> {
  const id = randomUUID()
  const isOver = status !== 'RUNNING' && status !== 'QUEUED'
  await sql`insert into jobs
      (id, status, from_date, to_date, timezone, range_start, range_end, dry_run, finished_at, proof)
    values (${id}, ${status}, ${from}, ${to}, ${timezone}, day_range_start(${from}, ${timezone}),
      day_range_end(${to}, ${timezone}), ${dry_run}, ${isOver ? sql`clock_timestamp()` : null},
      ${status === 'COMPLETED' ? '{}' : null})`.execute(db)
  return id
}

/** Inserts settled days, as the job would have published them. */
export async function insertDays(db: Database, job: string, days: Settled[]): Promise<void> {
  const rows = days.map(
    ({
      merchant,
      date,
      gross,
      fee = 0,
      count = 1,
      refunded = 0,
      refunds = 0,
      currency = 'USD',
    }) => ({
      merchant_id: merchant,
      date,
      gross_cents: String(gross),
      fee_cents: String(fee),
      net_cents: String(BigInt(gross) - BigInt(fee)),
      txn_count: String(count),
      generated_at: new Date('2026-01-01T00:00:00Z'),
      unique_run_id: job,
      refund_cents: String(refunded),
      refund_count: String(refunds),
      currency,
    }),
  )
  if (rows.length > 0) await db.insertInto('settlements').values(rows).execute()
}
