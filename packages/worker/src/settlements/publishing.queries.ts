import type { Database, Job, SettlementProof, Trx } from '@order-settlement/shared/database.ts'
import { batchRows } from '@order-settlement/shared/settlements/batch-rows.ts'
import { sql } from 'kysely'

/** Publishing takes turns: of two settlements over the same days, the later one replaces the earlier whole. */
export async function lockPublishing(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('settlement-publish'))`.execute(trx)
}

/** @returns the settlement under a lock, with the instant of its publishing; undefined if it does not run */
export async function lockRunningJob(
  trx: Trx,
  jobId: string,
): Promise<(PublishingJob & { generated_at: string }) | undefined> {
  return await trx
    .selectFrom('jobs')
    .select(['id', 'from_date', 'to_date', 'timezone'])
    .select(sql<string>`clock_timestamp()::text`.as('generated_at'))
    .where('id', '=', jobId)
    .where('status', '=', 'RUNNING')
    .forUpdate()
    .executeTakeFirst()
}

export type PublishingJob = Pick<Job, 'id' | 'from_date' | 'to_date' | 'timezone'>

/**
 * Replaces the days of a settlement by the merged sums of its batches.
 *
 * @throws 22003 from PostgreSQL if a sum leaves the 64 bits of a bigint
 */
export async function replaceSettlements(
  trx: Trx,
  job: PublishingJob,
  generatedAt: string,
): Promise<void> {
  await trx
    .deleteFrom('settlements')
    .where('date', '>=', job.from_date)
    .where('date', '<=', job.to_date)
    .execute()
  await sql`
    insert into settlements
      (merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, generated_at, unique_run_id)
    select merchant_id, date, sum(gross), sum(fee), sum(gross) - sum(fee), sum(n),
      ${generatedAt}::timestamptz, job_id
    from settlement_batches,
      unnest(merchant_ids, dates, txn_counts, gross_cents, fee_cents) as u (merchant_id, date, n, gross, fee)
    where job_id = ${job.id}
    group by job_id, merchant_id, date order by merchant_id, date`.execute(trx)
}

/** A line of the CSV, as text. */
export interface SettlementLine {
  merchant_id: string
  date: string
  gross_cents: string
  fee_cents: string
  net_cents: string
  txn_count: string
  generated_at: string
  unique_run_id: string
}

/** Lines of the CSV in one page. */
const pageRows = 5_000

/**
 * What a settlement published, by merchant and date, in keyset pages of the primary key. Not by a cursor:
 * one whose connection breaks never ends.
 */
export async function* readSettlements(
  trx: Trx,
  job: PublishingJob,
): AsyncGenerator<SettlementLine> {
  let last: SettlementLine | undefined
  do {
    let page = trx
      .selectFrom('settlements')
      .select(['merchant_id', 'date', 'gross_cents', 'fee_cents', 'net_cents', 'txn_count'])
      .select(['unique_run_id', rfc3339('generated_at').as('generated_at')])
      .where('date', '>=', job.from_date)
      .where('date', '<=', job.to_date)
      .orderBy('merchant_id')
      .orderBy('date')
      .limit(pageRows)
    if (last)
      page = page.where(
        sql<boolean>`(merchant_id, date) > (${last.merchant_id}, ${last.date}::date)`,
      )
    const lines = await page.execute()
    yield* lines
    last = lines.length === pageRows ? lines.at(-1) : undefined
  } while (last)
}

function rfc3339(column: string) {
  return sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

export interface Totals {
  txn_count: bigint
  gross_cents: bigint
  fee_cents: bigint
  net_cents: bigint
}

/** What the transactions of the range sum to now, asked without batches or keys. */
export async function sumSource(db: Database, job: PublishingJob): Promise<Totals> {
  const { rows } = await sql<Record<keyof Totals, string>>`
    select count(*) as txn_count,
      coalesce(sum(amount_cents), 0) as gross_cents,
      coalesce(sum(fee_cents), 0) as fee_cents,
      coalesce(sum(amount_cents - fee_cents), 0) as net_cents
    from transactions
    where status = 'PAID'
      and paid_at >= day_range_start(${job.from_date}, ${job.timezone})
      and paid_at < day_range_end(${job.to_date}, ${job.timezone})
      and (paid_at at time zone ${job.timezone})::date between ${job.from_date} and ${job.to_date}`.execute(
    db,
  )
  return totals(rows[0])
}

/** What the published days sum to. */
export async function sumSettlements(trx: Trx, job: PublishingJob): Promise<Totals> {
  const { rows } = await sql<Record<keyof Totals, string>>`
    select coalesce(sum(txn_count), 0) as txn_count,
      coalesce(sum(gross_cents), 0) as gross_cents,
      coalesce(sum(fee_cents), 0) as fee_cents,
      coalesce(sum(net_cents), 0) as net_cents
    from settlements where date between ${job.from_date}::date and ${job.to_date}::date`.execute(
    trx,
  )
  return totals(rows[0])
}

function totals(row?: Record<keyof Totals, string>): Totals {
  return {
    txn_count: BigInt(row?.txn_count ?? 0),
    gross_cents: BigInt(row?.gross_cents ?? 0),
    fee_cents: BigInt(row?.fee_cents ?? 0),
    net_cents: BigInt(row?.net_cents ?? 0),
  }
}

/** Ends a settlement that has published; its batches are kept as two numbers. */
export async function completeJob(trx: Trx, jobId: string, proof: SettlementProof): Promise<void> {
  await trx
    .updateTable('jobs')
    .set({
      status: 'COMPLETED',
      finished_at: sql<Date>`clock_timestamp()`,
      proof: JSON.stringify(proof),
      total: batchRows(jobId, 'all'),
      processed: batchRows(jobId, 'done'),
    })
    .where('id', '=', jobId)
    .execute()
}
