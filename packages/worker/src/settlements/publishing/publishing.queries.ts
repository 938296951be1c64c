import type { Database, Trx } from '@order-settlement/db/tables.ts'
import type { PublishingJob } from '@order-settlement/shared/jobs/publish-job.ts'
import { sql } from 'kysely'

/**
 * Locks each day until the transaction ends, so that of two settlements that share days the later one replaces
 * all rows of the earlier one. Days are locked in ascending order, which rules out a deadlock.
 */
export async function lockDays(trx: Trx, { from_date, to_date }: PublishingJob): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('settlement-day'), day)
    from generate_series(${from_date}::date - date '2000-01-01', ${to_date}::date - date '2000-01-01')
      as day`.execute(trx)
}

/**
 * Replaces the days of a settlement by the merged sums of its batches, and records the changes on days that
 * were settled before. Rows are inserted in order, so that they lie on the disk in the order of the CSV.
 *
 * @param generatedAt RFC 3339
 * @throws 22003 from PostgreSQL if a sum exceeds 64 bits
 */
export async function replaceSettlements(
  trx: Trx,
  { id, from_date, to_date }: PublishingJob,
  generatedAt: string,
): Promise<void> {
  // The planner has no statistics on the merged rows, nor on a table that was just filled, and may choose a
  // nested loop over the wrong index, which takes minutes.
  await sql`set local enable_nestloop = off`.execute(trx)
  await sql`
    with merged as materialized (
      select merchant_id, date, sum(n)::bigint as n, sum(gross)::bigint as gross, sum(fee)::bigint as fee
      from settlement_batches,
        unnest(merchant_ids, dates, txn_counts, gross_cents, fee_cents) as u (merchant_id, date, n, gross, fee)
      where job_id = ${id}
      group by merchant_id, date order by merchant_id, date
    ),
    written as (
      merge into settlements as s using merged as m
      on s.merchant_id = m.merchant_id and s.date = m.date
        and s.date between ${from_date}::date and ${to_date}::date
      when matched then update set gross_cents = gross, fee_cents = fee, net_cents = gross - fee,
        txn_count = n, generated_at = ${generatedAt}::timestamptz, unique_run_id = ${id}
      when not matched then insert
        (merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, generated_at, unique_run_id)
        values (m.merchant_id, m.date, gross, fee, gross - fee, n, ${generatedAt}::timestamptz, ${id})
      returning new.merchant_id, new.date, old.unique_run_id as replaced_run_id,
        old.gross_cents as before_gross, old.fee_cents as before_fee,
        old.net_cents as before_net, old.txn_count as before_n,
        new.gross_cents as gross, new.fee_cents as fee, new.net_cents as net, new.txn_count as n
    ),
    settled_days as materialized (
      select distinct day::date from jobs, generate_series(
        greatest(from_date, ${from_date}::date), least(to_date, ${to_date}::date), interval '1 day') as day
      where status = 'COMPLETED'
    )
    insert into settlement_changes
      (run_id, merchant_id, date, replaced_run_id,
        before_gross_cents, before_fee_cents, before_net_cents, before_txn_count,
        after_gross_cents, after_fee_cents, after_net_cents, after_txn_count)
    select ${id}::uuid, merchant_id, date, replaced_run_id,
      before_gross, before_fee, before_net, before_n, gross, fee, net, n
    from written
    where (before_gross, before_fee, before_n) is distinct from (gross, fee, n)
      and date in (select day from settled_days)`.execute(trx)

  await sql`
    with gone as (
      delete from settlements
      where date between ${from_date}::date and ${to_date}::date and unique_run_id <> ${id}
      returning *
    )
    insert into settlement_changes
      (run_id, merchant_id, date, replaced_run_id,
        before_gross_cents, before_fee_cents, before_net_cents, before_txn_count)
    select ${id}::uuid, merchant_id, date, unique_run_id, gross_cents, fee_cents, net_cents, txn_count
    from gone`.execute(trx)
}

/** A merchant's lines of the CSV. */
export interface SettledMerchant {
  merchant_id: string
  /** The other cells of a line for each day, by date: numbers, times and ids, none of which needs quotes. */
  lines: string[]
}

/** A page has no more bytes than this; a line has fewer than `lineBytes` beside its merchant. */
const pageBytes = 1_000_000
const lineBytes = 200

/**
 * Reads the published days by merchant and date, in pages, and prefetches one page. Uses an SQL cursor, since the
 * driver's own cursor never ends when its connection breaks.
 *
 * @param generatedAt RFC 3339
 * @param widest bytes of the longest merchant, so that pages are bounded in bytes
 */
export async function* readSettlements(
  trx: Trx,
  { id, from_date, to_date }: PublishingJob,
  generatedAt: string,
  widest: number,
): AsyncGenerator<SettledMerchant[]> {
  await sql`
    declare merchants no scroll cursor for
    select merchant_id, string_agg(concat_ws(',', date, gross_cents, fee_cents, net_cents, txn_count,
      ${generatedAt}::text, ${id}::text), ' ' order by date) as lines
    from settlements where date between ${from_date}::date and ${to_date}::date
    group by merchant_id order by merchant_id`.execute(trx)
  const days = (Date.parse(to_date) - Date.parse(from_date)) / 86_400_000 + 1
  const count = Math.max(1, Math.floor(pageBytes / (widest + days * lineBytes)))
  let page = await readPage()
  while (page.length > 0) {
    const next = readPage()
    // An error is thrown where `next` is awaited. Until then the writer may fail first.
    next.catch(() => {})
    yield page
    page = await next
  }

  async function readPage(): Promise<SettledMerchant[]> {
    const { rows } = await sql<{ merchant_id: string; lines: string }>`
      fetch ${sql.lit(count)} from merchants`.execute(trx)
    return rows.map(({ merchant_id, lines }) => ({ merchant_id, lines: lines.split(' ') }))
  }
}

export interface Totals {
  txn_count: bigint
  gross_cents: bigint
  fee_cents: bigint
  net_cents: bigint
}

/**
 * Sums the transactions of the range as they are now, independently of the batches. The local day of a
 * transaction is computed only within six hours of the range's ends, and where days outside of the range lie
 * within it, since a clock was set back by more.
 */
export async function sumSource(db: Database, job: PublishingJob): Promise<Totals> {
  const { from_date, to_date, timezone } = job
  return await db.transaction().execute(async (trx) => {
    // Use the covering index: reading the table would evict the pages that orders need.
    await sql`set local enable_seqscan = off`.execute(trx)
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
    const between = (start?: string, end?: string) =>
      sql`paid_at >= ${start}::timestamptz and paid_at < ${end}::timestamptz`
    const paid = sql`select amount_cents, fee_cents from transactions where status = 'PAID'`
    const onDay = sql`(paid_at at time zone ${timezone})::date between ${from_date} and ${to_date}`
    const { rows } = await sql<Record<keyof Totals, string>>`
      select count(*) as txn_count,
        coalesce(sum(amount_cents), 0) as gross_cents,
        coalesce(sum(fee_cents), 0) as fee_cents,
        coalesce(sum(amount_cents) - sum(fee_cents), 0) as net_cents
      from (
        ${paid} and ${between(range_start, inner_start)} and ${onDay}
        union all
        ${paid} and ${between(inner_start, inner_end)}
        union all
        ${paid} and ${between(inner_end, range_end)} and ${onDay}
      ) as paid`.execute(trx)
    return totals(rows[0])
  })
}

/** Sums the published days, and returns their number of `rows` and the bytes of the `widest` merchant id. */
export async function sumSettlements(
  trx: Trx,
  job: PublishingJob,
): Promise<Totals & { rows: number; widest: number }> {
  const { rows } = await sql<Record<keyof Totals, string> & { rows: number; widest: number }>`
    select count(*)::integer as rows, coalesce(max(octet_length(merchant_id)), 0) as widest,
      coalesce(sum(txn_count), 0) as txn_count,
      coalesce(sum(gross_cents), 0) as gross_cents,
      coalesce(sum(fee_cents), 0) as fee_cents,
      coalesce(sum(net_cents), 0) as net_cents
    from settlements where date between ${job.from_date}::date and ${job.to_date}::date`.execute(
    trx,
  )
  return { ...totals(rows[0]), rows: rows[0]?.rows ?? 0, widest: rows[0]?.widest ?? 0 }
}

function totals(row?: Record<keyof Totals, string>): Totals {
  return {
    txn_count: BigInt(row?.txn_count ?? 0),
    gross_cents: BigInt(row?.gross_cents ?? 0),
    fee_cents: BigInt(row?.fee_cents ?? 0),
    net_cents: BigInt(row?.net_cents ?? 0),
  }
}

/** Deletes the batches of a settlement with their sums. */
export async function deleteBatches(trx: Trx, jobId: string): Promise<void> {
  await trx.deleteFrom('settlement_batches').where('job_id', '=', jobId).execute()
}
