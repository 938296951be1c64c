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
 * Sets how a transaction plans `mergedSums`. The planner has no statistics on sums in arrays, nor on a table that was
 * just filled: it may choose a nested loop over the wrong index, which takes minutes, or sort the sums to group them,
 * which takes longer than hashing. 32 MB suffice for about 150,000 merchants and days; more of them spill to disk.
 */
export async function planMergedSums(trx: Trx): Promise<void> {
  await sql`select set_config('enable_nestloop', 'off', true), set_config('enable_sort', 'off', true),
    set_config('work_mem', '32MB', true), set_config('cursor_tuple_fraction', '1', true)`.execute(
    trx,
  )
}

/**
 * The sums of a settlement's batches by merchant and day, in no order. A batch has fewer rows than an integer holds,
 * and sums of integers need no numeric; `unnest` in the select list takes half the time of one in `from`, and gives
 * null for each index of an array that is null.
 */
export function mergedSums(jobId: string) {
  return sql`
    select merchant_id, date, sum(n::integer) as n, sum(gross)::bigint as gross, sum(fee)::bigint as fee,
      coalesce(sum(refunds::integer), 0) as refunds, coalesce(sum(refunded)::bigint, 0) as refunded
    from (
      select unnest(merchant_ids) as merchant_id, unnest(dates) as date, unnest(txn_counts) as n,
        unnest(gross_cents) as gross, unnest(fee_cents) as fee,
        unnest(refund_counts) as refunds, unnest(refund_cents) as refunded
      from settlement_batches where job_id = ${jobId}
    ) as batch_sums
    group by merchant_id, date`
}

/**
 * Replaces the days of a settlement by the merged sums of its batches, and records the changes on days that
 * were settled before. A day that was settled before currencies were kept counts as settled in `currency`.
 *
 * @param generatedAt RFC 3339
 * @param currency of merchants that nobody described
 * @throws 22003 from PostgreSQL if a sum exceeds 64 bits
 */
export async function replaceSettlements(
  trx: Trx,
  job: PublishingJob,
  published: { generatedAt: string; currency: string },
): Promise<void> {
  await planMergedSums(trx)
  await mergeSettlements(trx, job, published)
  await deleteOthers(trx, job, published.currency)
}

async function mergeSettlements(
  trx: Trx,
  { id, from_date, to_date }: PublishingJob,
  { generatedAt, currency }: { generatedAt: string; currency: string },
): Promise<void> {
  await sql`
    with written as (
      merge into settlements as s using (
        select merged.*, coalesce(merchants.currency, ${currency}) as currency
        from (${mergedSums(id)}) as merged left join merchants on merchants.id = merchant_id
      ) as m
      on s.merchant_id = m.merchant_id and s.date = m.date
        and s.date between ${from_date}::date and ${to_date}::date
      when matched then update set gross_cents = gross, fee_cents = fee, net_cents = gross - fee,
        txn_count = n, generated_at = ${generatedAt}::timestamptz, unique_run_id = ${id},
        refund_cents = refunded, refund_count = refunds, currency = m.currency
      when not matched then insert
        (merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, generated_at, unique_run_id,
          refund_cents, refund_count, currency)
        values (m.merchant_id, m.date, gross, fee, gross - fee, n, ${generatedAt}::timestamptz, ${id},
          refunded, refunds, m.currency)
      returning new.merchant_id, new.date, old.unique_run_id as replaced_run_id,
        old.gross_cents as before_gross, old.fee_cents as before_fee,
        old.net_cents as before_net, old.txn_count as before_n,
        old.refund_cents as before_refunded, old.refund_count as before_refunds,
        case when old.date is not null then coalesce(old.currency, ${currency}) end as before_currency,
        new.gross_cents as gross, new.fee_cents as fee, new.net_cents as net, new.txn_count as n,
        new.refund_cents as refunded, new.refund_count as refunds, new.currency
    ),
    settled_days as materialized (${settledDays(from_date, to_date)})
    insert into settlement_changes
      (run_id, merchant_id, date, replaced_run_id,
        before_gross_cents, before_fee_cents, before_net_cents, before_txn_count,
        before_refund_cents, before_refund_count, before_currency,
        after_gross_cents, after_fee_cents, after_net_cents, after_txn_count,
        after_refund_cents, after_refund_count, after_currency)
    select ${id}::uuid, merchant_id, date, replaced_run_id,
      before_gross, before_fee, before_net, before_n, before_refunded, before_refunds, before_currency,
      gross, fee, net, n, refunded, refunds, currency
    from written
    where (before_gross, before_fee, before_n, before_refunded, before_refunds, before_currency)
        is distinct from (gross, fee, n, refunded, refunds, currency)
      and date in (select day from settled_days)`.execute(trx)
}

/** The days of a range that a job has settled. */
export function settledDays(from: string, to: string) {
  return sql`
    select distinct day::date from jobs, generate_series(
      greatest(from_date, ${from}::date), least(to_date, ${to}::date), interval '1 day') as day
    where status = 'COMPLETED' and not dry_run`
}

/** Deletes what an earlier settlement has of these days: merchants without transactions on a day. */
async function deleteOthers(
  trx: Trx,
  { id, from_date, to_date }: PublishingJob,
  currency: string,
): Promise<void> {
  await sql`
    with gone as (
      delete from settlements
      where date between ${from_date}::date and ${to_date}::date and unique_run_id <> ${id}
      returning *
    )
    insert into settlement_changes
      (run_id, merchant_id, date, replaced_run_id,
        before_gross_cents, before_fee_cents, before_net_cents, before_txn_count,
        before_refund_cents, before_refund_count, before_currency)
    select ${id}::uuid, merchant_id, date, unique_run_id, gross_cents, fee_cents, net_cents, txn_count,
      refund_cents, refund_count, coalesce(currency, ${currency})
    from gone`.execute(trx)
}

/** A merchant's lines of the CSV. */
export interface SettledMerchant {
  merchant_id: string
  currency: string
  /**
   * The cells of each day between those of merchant and currency, by date: numbers, none of which needs quotes.
   * An asterisk stands for those that all lines have in common.
   */
  lines: string[]
}

export interface SettledPage {
  merchants: SettledMerchant[]
  /** Merchants and days of all pages. */
  rows: number
}

/** A page has no more bytes than this; a line has fewer than `lineBytes` beside its merchant. */
const pageBytes = 250_000
const lineBytes = 150

/**
 * Opens the merged sums of a settlement on a connection of its own and passes them to `read` by merchant and date,
 * in pages. The batches must not change meanwhile: call it under the lock of the job.
 *
 * @param currency of merchants that nobody described
 * @throws what `read` throws, and 22003 from PostgreSQL if a sum exceeds 64 bits
 */
export async function readMergedSums<Result>(
  db: Database,
  job: PublishingJob,
  currency: string,
  read: (pages: AsyncIterable<SettledPage>) => Promise<Result>,
): Promise<Result> {
  return await db.transaction().execute(async (trx) => {
    await planMergedSums(trx)
    // An SQL cursor, since the driver's own cursor never ends when its connection breaks.
    await sql`
      declare merchants no scroll cursor for
      with merged as materialized (${mergedSums(job.id)}),
      by_merchant as (
        select merchant_id,
          string_agg(concat_ws(',', date, gross, fee, gross - fee, n, '*', refunded, refunds), ' ' order by date)
            as lines
        from merged group by merchant_id
      )
      select merchant_id, coalesce(merchants.currency, ${currency}) as currency, lines,
        (select array[max(octet_length(merchant_id)), count(*)::integer] from merged) as extent
      from by_merchant left join merchants on merchants.id = merchant_id order by merchant_id`.execute(
      trx,
    )
    return await read(readPages(trx, job))
  })
}

/** Prefetches one page. The first page is one merchant, which says how many fit into the others. */
async function* readPages(
  trx: Trx,
  { from_date, to_date }: PublishingJob,
): AsyncGenerator<SettledPage> {
  const days = (Date.parse(to_date) - Date.parse(from_date)) / 86_400_000 + 1
  let page = await readPage(1)
  const [widest, rows] = page[0]?.extent ?? [0, 0]
  const count = Math.max(1, Math.floor(pageBytes / (widest + days * lineBytes)))
  while (page.length > 0) {
    const next = readPage(count)
    // An error is thrown where `next` is awaited. Until then the writer may fail first.
    next.catch(() => {})
    const merchants = page.map(({ merchant_id, currency, lines }) => ({
      merchant_id,
      currency,
      lines: lines.split(' '),
    }))
    yield { merchants, rows }
    page = await next
  }

  async function readPage(merchants: number) {
    const fetched = await sql<MergedMerchant>`
      fetch ${sql.lit(merchants)} from merchants`.execute(trx)
    return fetched.rows
  }
}

interface MergedMerchant {
  merchant_id: string
  currency: string
  lines: string
  /** The bytes of the longest merchant, and the number of merchants and days. */
  extent: [widest: number, rows: number]
}

/** Deletes the batches of a settlement with their sums. */
export async function deleteBatches(trx: Trx, jobId: string): Promise<void> {
  await trx.deleteFrom('settlement_batches').where('job_id', '=', jobId).execute()
}
