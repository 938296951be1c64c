import type { Database, Trx } from '@order-settlement/db/tables.ts'
import type { PublishingJob } from '@order-settlement/shared/jobs/publish-job.ts'
import { sql } from 'kysely'
import { type MergingJob, mergedSums } from './merged-sums.queries.ts'
import type { Totals, TotalsByCurrency } from './totals.ts'

type CurrencyRow = Record<'currency' | keyof Totals, string>

/**
 * Sums the transactions of the range as they are now, independently of the batches. The local day of a
 * transaction is computed only within six hours of the range's ends, and where days outside of the range lie
 * within it, since a clock was set back by more.
 *
 * @param currency of merchants that nobody described
 */
export async function sumSource(
  db: Database,
  job: PublishingJob,
  currency: string,
): Promise<TotalsByCurrency> {
  // One snapshot, since what is known of the currencies decides how the transactions are grouped.
  const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return await snapshot.execute(async (trx) => {
    const several = await hasOtherCurrencies(trx, currency)
    // Use the covering index: reading the table, also by the summaries of transactions_written, would evict the pages
    // that orders need. Starting parallel processes takes as long as summing a million rows, and they compete with the
    // statements that publish.
    await sql`select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
      set_config('parallel_setup_cost', '50000', true)`.execute(trx)
    const parts = await paidParts(trx, job, several)
    // Grouping by merchant takes up to twice as long as one sum of all.
    const { rows } = await sql<CurrencyRow>`
      select ${several ? sql`coalesce(merchants.currency, ${currency})` : sql`${currency}`} as currency,
        sum(n) as txn_count, sum(gross) as gross_cents, sum(fee) as fee_cents,
        sum(gross) - sum(fee) as net_cents, sum(refunds) as refund_count, sum(refunded) as refund_cents
      from (${parts}) as parts
      ${several ? sql`left join merchants on merchants.id = merchant_id` : sql``}
      where n > 0 group by 1`.execute(trx)
    return toTotalsByCurrency(rows)
  })
}

/** Whether a merchant has another currency. Without one, all transactions are in `currency`. */
async function hasOtherCurrencies(trx: Trx, currency: string): Promise<boolean> {
  const found = await trx
    .selectFrom('merchants')
    .select('id')
    .where('currency', '<>', currency)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** A query of the sums of three parts of the range, by merchant on request. */
async function paidParts(trx: Trx, job: PublishingJob, byMerchant: boolean) {
  const { from_date, to_date, timezone } = job
  // As text, which keeps microseconds. In a query of its own, so that the planner can estimate the row count.
  const bounds = await sql<
    Record<'range_start' | 'inner_start' | 'inner_end' | 'range_end', string>
  >`
    select range_start::text, inner_start::text, range_end::text, greatest(inner_start,
      least(range_end - interval '6 hours', day_range_start(${to_date}::date + 1, ${timezone})))::text as inner_end
    from day_range_start(${from_date}, ${timezone}) as range_start,
      day_range_end(${to_date}, ${timezone}) as range_end,
      least(range_end, greatest(range_start + interval '6 hours',
        day_range_end(${from_date}::date - 1, ${timezone}))) as inner_start`.execute(trx)
  const { range_start, inner_start, inner_end, range_end } = bounds.rows[0] ?? {}
  const onDay = sql`(paid_at at time zone ${timezone})::date between ${from_date} and ${to_date}`
  const sumPaid = (start?: string, end?: string, and = sql`true`) => sql`
    select ${byMerchant ? sql`merchant_id,` : sql``}
      count(*) as n, sum(amount_cents) as gross, sum(fee_cents) as fee,
      count(*) filter (where kind = 'REFUND') as refunds,
      coalesce(-sum(amount_cents) filter (where kind = 'REFUND'), 0) as refunded
    from transactions
    where status = 'PAID' and paid_at >= ${start}::timestamptz and paid_at < ${end}::timestamptz and ${and}
    ${byMerchant ? sql`group by merchant_id` : sql``}`
  return sql`
    ${sumPaid(range_start, inner_start, onDay)}
    union all
    ${sumPaid(inner_start, inner_end)}
    union all
    ${sumPaid(inner_end, range_end, onDay)}`
}

export interface SettledTotals {
  byCurrency: TotalsByCurrency
  /** Merchants and days. */
  rows: number
}

/** Sums the published days, and counts their `rows`. */
export async function sumSettlements(trx: Trx, job: PublishingJob): Promise<SettledTotals> {
  const { rows } = await sql<CurrencyRow & { rows: number }>`
    select coalesce(currency, '') as currency, count(*)::integer as rows,
      sum(txn_count) as txn_count, sum(gross_cents) as gross_cents, sum(fee_cents) as fee_cents,
      sum(net_cents) as net_cents, sum(refund_count) as refund_count, sum(refund_cents) as refund_cents
    from settlements where date between ${job.from_date}::date and ${job.to_date}::date
    group by currency`.execute(trx)
  return toSettledTotals(rows)
}

/** Sums what a dry run would publish, as `sumSettlements` does what is published. */
export async function sumMerged(trx: Trx, job: MergingJob): Promise<SettledTotals> {
  const { rows } = await sql<CurrencyRow & { rows: number }>`
    select coalesce(merchants.currency, ${job.currency}) as currency, count(*)::integer as rows,
      sum(n) as txn_count, sum(gross) as gross_cents, sum(fee) as fee_cents,
      sum(gross - fee) as net_cents, sum(refunds) as refund_count, sum(refunded) as refund_cents
    from (${mergedSums(job)}) as merged left join merchants on merchants.id = merchant_id
    group by 1`.execute(trx)
  return toSettledTotals(rows)
}

function toSettledTotals(rows: (CurrencyRow & { rows: number })[]): SettledTotals {
  return {
    byCurrency: toTotalsByCurrency(rows),
    rows: rows.reduce((sum, row) => sum + row.rows, 0),
  }
}

function toTotalsByCurrency(rows: CurrencyRow[]): TotalsByCurrency {
  return new Map(
    rows.map((row) => [
      row.currency,
      {
        txn_count: BigInt(row.txn_count),
        gross_cents: BigInt(row.gross_cents),
        fee_cents: BigInt(row.fee_cents),
        net_cents: BigInt(row.net_cents),
        refund_cents: BigInt(row.refund_cents),
        refund_count: BigInt(row.refund_count),
      },
    ]),
  )
}
